#include "record/duplicate_index.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>

#include "record/texts.h"

namespace thresh::record {
namespace {

std::optional<std::string> original_of(DuplicateIndex& index, std::string_view id, const Words& words) {
  const auto match = index.add(id, print_of(words));
  return match ? std::optional<std::string>(match->id) : std::nullopt;
}

TEST_CASE("the first of the same words is the original, and every later one points to it") {
  DuplicateIndex index;
  Random random(1);
  const Words words = drawn_words(random, 100);
  Words nearly = words;
  edit(nearly, 1, random);
  CHECK_FALSE(index.add("a", print_of(words)));
  const auto same = index.add("b", print_of(words));
  REQUIRE(same);
  CHECK(same->id == "a");
  CHECK(same->similarity == 1.0);
  CHECK(original_of(index, "c", nearly) == "a");
  CHECK(original_of(index, "d", nearly) == "a");
  CHECK(index.originals() == 1);
}

TEST_CASE("a record of the id of another is a duplicate by its words or not at all") {
  DuplicateIndex index;
  Random random(1);
  const Words words = drawn_words(random, 100);
  CHECK_FALSE(index.add("a", print_of(words)));
  CHECK_FALSE(index.add("a", print_of(drawn_words(random, 100))));
  CHECK(original_of(index, "a", words) == "a");
}

TEST_CASE("short texts repeat another only as they are") {
  DuplicateIndex index;
  CHECK_FALSE(index.add("a", fingerprint({"A lamp of glass", {}, "price=12"})));
  CHECK_FALSE(index.add("b", fingerprint({"A lamp of brass", {}, "price=12"})));
  CHECK_FALSE(index.add("c", fingerprint({"A lamp of glass", {}, "price=13"})));
  const auto match = index.add("d", fingerprint({"a lamp of glass", {}, "price=12"}));
  REQUIRE(match);
  CHECK(match->id == "a");
}

TEST_CASE("records without words repeat nothing") {
  DuplicateIndex index;
  CHECK_FALSE(index.add("a", fingerprint({"", {}, "price=12"})));
  CHECK_FALSE(index.add("b", fingerprint({" . ", {}, "price=12"})));
  CHECK(index.originals() == 0);
}

TEST_CASE("nearly the same words under another title are no duplicate") {
  Random random(2);
  const Words words = drawn_words(random, 200);
  Words nearly = words;
  edit(nearly, 1, random);
  const auto titled = [](std::string title, const Words& text) {
    return fingerprint({.words = title + '\n' + written(text), .title = title, .facts = {}});
  };
  DuplicateIndex index;
  CHECK_FALSE(index.add("a", titled("Tumbler with a lid, 20 oz", words)));
  CHECK_FALSE(index.add("b", titled("Tumbler with a lid, 30 oz", nearly)));
  CHECK_FALSE(index.add("c", titled("Shoes for rainy days", nearly)));
  const auto match = index.add("d", titled("Tumbler with a lid, 30 oz: the shop", words));
  REQUIRE(match);
  CHECK(match->id == "b");
}

TEST_CASE("the most similar original counts") {
  DuplicateIndex index;
  Random random(4);
  const Words first = drawn_words(random, 400);
  Words second = first;
  for (std::size_t i = 40; i < 100; ++i) second[i] = 9'000 + static_cast<unsigned>(i);
  Words third = second;
  edit(third, 1, random);
  CHECK_FALSE(original_of(index, "a", first));
  CHECK_FALSE(original_of(index, "b", second));
  CHECK(original_of(index, "c", third) == "b");
}

TEST_CASE("up to one edit in a hundred words is a duplicate, more than ten are none") {
  Random random(11);
  int found = 0, wrong = 0;
  constexpr int kTexts = 500;
  for (int i = 0; i < kTexts; ++i) {
    DuplicateIndex index;
    const Words words = drawn_words(random, 100 + random() % 500);
    Words copy = words, other = words;
    edit(copy, words.size() / 100, random);
    edit(other, words.size() / 8, random);
    index.add("a", print_of(words));
    found += index.add("b", print_of(copy)) ? 1 : 0;
    wrong += index.add("c", print_of(other)) ? 1 : 0;
  }
  CHECK(found >= kTexts * 985 / 1000);
  CHECK(wrong == 0);
}

TEST_CASE("the order of the input decides which is the original, not what belongs together") {
  REQUIRE(rc::check([] {
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    std::vector<std::pair<std::string, Fingerprint>> records;
    for (int text = 0; text < 12; ++text) {
      const Words words = drawn_words(random, 300);
      for (int copy = 0; copy < 3; ++copy) {
        Words edited = words;
        if (copy > 0) edit(edited, 1, random);  // two copies differ in two edits of 300 words
        records.emplace_back(std::to_string(text) + '.' + std::to_string(copy), print_of(edited));
      }
    }
    std::ranges::shuffle(records, random);
    DuplicateIndex index;
    std::map<std::string, std::string> original;
    for (const auto& [id, print] : records) {
      const auto match = index.add(id, print);
      const std::string text = id.substr(0, id.find('.'));
      RC_ASSERT(match.has_value() == original.contains(text));
      if (match)
        RC_ASSERT(match->id == original[text]);
      else
        original[text] = id;
    }
  }));
}

TEST_CASE("the same input gives the same marks") {
  const auto marks = [] {
    DuplicateIndex index;
    Random random(13);
    std::vector<std::string> found;
    Words words = drawn_words(random, 200);
    for (int i = 0; i < 500; ++i) {
      edit(words, 3, random);
      found.push_back(original_of(index, std::to_string(i), words).value_or(""));
    }
    return found;
  };
  CHECK(marks() == marks());
}

TEST_CASE("pages of one template cost a bounded number of comparisons each, however many there are") {
  DuplicateIndex index;
  Random random(17);
  const Words shared = drawn_words(random, 210);
  constexpr std::size_t kPages = 3'000;
  std::uint64_t half = 0, most = 0;
  for (std::size_t i = 0; i < kPages; ++i) {
    Words words = shared;  // three quarters of the shingles are the template's
    const Words own = drawn_words(random, 40);
    words.insert(words.begin() + 100, own.begin(), own.end());
    const std::uint64_t before = index.comparisons();
    CHECK_FALSE(index.add(std::to_string(i), print_of(words)));
    most = std::max(most, index.comparisons() - before);
    if (i == kPages / 2) half = index.comparisons();
  }
  CHECK(most <= Fingerprint::kKeys * KeyTable::kMost);
  CHECK(index.comparisons() - half < half * 2);
  CHECK(index.originals() == kPages);
}

TEST_CASE("of unrelated records next to none are compared, and each takes less than 200 bytes") {
  DuplicateIndex index;
  Random random(19);
  constexpr std::size_t kRecords = 20'000;
  for (std::size_t i = 0; i < kRecords; ++i) {
    Fingerprint print = print_of(drawn_words(random, 40));
    REQUIRE_FALSE(index.add("qa-" + std::to_string(1'000'000'000'000 + i), print));
  }
  CHECK(index.comparisons() < kRecords / 10);
  CHECK(index.bytes() / kRecords < 200);
}

TEST_CASE("ids of any length and any bytes come back; the longest are cut") {
  REQUIRE(rc::check([](const std::vector<std::string>& ids) {
    DuplicateIndex index;
    for (std::size_t i = 0; i < ids.size(); ++i) index.add(ids[i], fingerprint({"text " + std::to_string(i), {}, ""}));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto match = index.add("again", fingerprint({"text " + std::to_string(i), {}, ""}));
      RC_ASSERT(match.has_value());
      RC_ASSERT(match->id == ids[i].substr(0, 255));
    }
  }));
  DuplicateIndex index;
  index.add(std::string(100'000, 'x'), fingerprint({"text", {}, ""}));
  CHECK(index.add("again", fingerprint({"text", {}, ""}))->id == std::string(255, 'x'));
}

}  // namespace
}  // namespace thresh::record
