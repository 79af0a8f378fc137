// Which answer is which, after answers came, went, moved and were edited.
#include "dataset/match_items.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <random>

#include "dataset/records.h"

namespace thresh::dataset {
namespace {

using tests::answer;

record::List list_of(const std::vector<std::string>& items) {
  std::string json = "[";
  for (const std::string& item : items) json += (json.size() > 1 ? "," : "") + item;
  return *tests::value_of(json + "]").as_list();
}

// "0-0 1-2 +1 -3": old and new place of each pair.
std::string matched(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::string out;
  for (const ItemPair& pair : match_items(list_of(before), list_of(after))) {
    if (!out.empty()) out += ' ';
    if (pair.before && pair.after) out += std::to_string(*pair.before) + '-' + std::to_string(*pair.after);
    if (!pair.before) out += '+' + std::to_string(*pair.after);
    if (!pair.after) out += '-' + std::to_string(*pair.before);
  }
  return out;
}

const std::string kAnn = R"("Ann Lee")", kBob = R"("Bob Roy")", kCid = R"("Cid Moe")";
const std::string kRest = R"("Rest, cold packs and patience are all that it takes for most people.")";
const std::string kRestMore =
    R"("Rest, cold packs and patience are all that it takes for most people. Edit: and sleep.")";
const std::string kDoctor = R"("Please see your doctor, since nobody can tell from here what that is.")";
const std::string kNormal = R"("That is quite normal in the first weeks and goes away by itself.")";

TEST_CASE("an item that is inserted or removed moves the others and changes none") {
  const std::string a = answer(1, kAnn, kRest), b = answer(2, kBob, kDoctor), c = answer(3, kCid, kNormal);
  CHECK(matched({a, b, c}, {a, b, c}) == "0-0 1-1 2-2");
  CHECK(matched({a, b}, {c, a, b}) == "+0 0-1 1-2");
  CHECK(matched({a, b, c}, {a, c}) == "0-0 2-1 -1");
  CHECK(matched({a, b, c}, {c, b, a}) == "2-0 1-1 0-2");
  CHECK(matched({}, {a}) == "+0");
}

TEST_CASE("an edited item is still itself: by who and when, by its words, by who alone") {
  const std::string other = answer(1, kCid, kNormal);
  CHECK(matched({other, answer(2, kAnn, kRest, "null", R"("2024-01-02")")},
                {answer(1, kAnn, kDoctor, "null", R"("2024-01-02")"), other}) == "1-0 0-1");
  CHECK(matched({other, answer(2, "null", kRest)}, {answer(1, "null", kRestMore), other}) == "1-0 0-1");
  CHECK(matched({other, answer(2, kAnn, kRest)}, {answer(1, kAnn, kDoctor), other}) == "1-0 0-1");
  // Another name under the same words is a mended name.
  CHECK(matched({answer(1, kAnn, kRest), other}, {other, answer(2, R"("Ann Lee-Roy")", kRest)}) == "1-0 0-1");
}

TEST_CASE("other words by another author are another item") {
  CHECK(matched({answer(1, kAnn, kRest)}, {answer(1, kBob, kDoctor)}) == "+0 -0");
  CHECK(matched({answer(1, "null", kRest)}, {answer(1, "null", kDoctor)}) == "+0 -0");
}

TEST_CASE("equal items are paired in their order") {
  const std::string thanks = answer(1, "null", R"("Thanks!")");
  CHECK(matched({thanks, thanks}, {thanks, thanks, thanks}) == "0-0 1-1 +2");
}

TEST_CASE("items that lost what they are known by are paired by their place") {
  const std::vector<std::string> before = {answer(1, kAnn, kRest), answer(2, kBob, kDoctor), answer(3, kCid, kNormal)};
  CHECK(matched(before, {answer(1, "null", "null"), answer(2, "null", "null"), answer(3, "null", "null")}) ==
        "0-0 1-1 2-2");
  CHECK(matched(before, {answer(1, kAnn, "null"), answer(2, kBob, "null"), answer(3, kCid, "null")}) == "0-0 1-1 2-2");
  CHECK(matched(before, {answer(1, kAnn, kRest), answer(2, "null", "null"), answer(3, kCid, kNormal)}) ==
        "0-0 1-1 2-2");
}

TEST_CASE("an address of its own counts most") {
  const std::string one = R"({"url":"https://x.example/#1","body":"same words here"})";
  const std::string two = R"({"url":"https://x.example/#2","body":"same words here"})";
  CHECK(matched({one, two}, {two, one}) == "1-0 0-1");
}

TEST_CASE("each item stands in one pair, whatever happened to the lists") {
  std::mt19937 random(5);
  const std::vector<std::string> authors = {kAnn, kBob, kCid, "null"},
                                 bodies = {kRest, kRestMore, kDoctor, kNormal, "null"};
  for (int i = 0; i < 500; ++i) {
    std::vector<std::string> lists[2];
    for (auto& list : lists) {
      for (int k = 0, size = static_cast<int>(random() % 8); k < size; ++k) {
        list.push_back(answer(k + 1, authors[random() % 4], bodies[random() % 5]));
      }
    }
    std::vector<int> seen[2] = {std::vector<int>(lists[0].size()), std::vector<int>(lists[1].size())};
    for (const ItemPair& pair : match_items(list_of(lists[0]), list_of(lists[1]))) {
      if (pair.before) ++seen[0][*pair.before];
      if (pair.after) ++seen[1][*pair.after];
    }
    for (const auto& counts : seen) CHECK(std::ranges::all_of(counts, [](int n) { return n == 1; }));
  }
}

TEST_CASE("long lists take time in proportion to their length") {
  // Of the processor, the least of three: other programs have no say.
  const auto seconds = [](int size, bool alike) {
    std::vector<std::string> before, after;
    for (int i = 0; i < size; ++i) {
      const std::string words = alike ? "the same words" : std::to_string(i * 7919);
      before.push_back(answer(i + 1, "null", "\"old " + words + "\""));
      after.push_back(answer(i + 1, "null", "\"new " + words + "\""));
    }
    const record::List old_list = list_of(before), new_list = list_of(after);
    double least = 1e9;
    for (int round = 0; round < 3; ++round) {
      const std::clock_t begin = std::clock();
      (void)match_items(old_list, new_list);
      least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return least;
  };
  for (const bool alike : {false, true}) {
    CHECK(seconds(16'000, alike) < 24 * std::max(seconds(2000, alike), 0.01));  // quadratic: 64 times
  }
}

}  // namespace
}  // namespace thresh::dataset
