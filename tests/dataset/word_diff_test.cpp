// Word diffs: that they make both texts, that they are short, that they end.
#include "dataset/word_diff.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>

namespace thresh::dataset {
namespace {

using Side = WordRun::Side;

std::string text_of(const std::vector<WordRun>& runs, Side side) {
  std::string out;
  for (const WordRun& run : runs) {
    if (run.side == Side::kBoth || run.side == side) out += run.text;
  }
  return out;
}

// "the [-old] {+new} word"
std::string shown(std::string_view before, std::string_view after) {
  std::string out;
  for (const WordRun& run : word_diff(before, after)) {
    if (run.side == Side::kBoth) out += run.text;
    if (run.side == Side::kOld) out += "[-" + std::string(run.text) + "]";
    if (run.side == Side::kNew) out += "{+" + std::string(run.text) + "}";
  }
  return out;
}

// The words that only one side has, by the definition: all less twice the longest common subsequence.
std::size_t shortest_script(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char c : a) {
    std::size_t diagonal = 0;
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::size_t above = row[k + 1];
      row[k + 1] = c == b[k] ? diagonal + 1 : std::max(row[k], above);
      diagonal = above;
    }
  }
  return a.size() + b.size() - 2 * row[b.size()];
}

TEST_CASE("what changed is shown in words") {
  CHECK(shown("the eye is puffy", "the eye is swollen") == "the eye is [-puffy]{+swollen}");
  CHECK(shown("a b c", "a c") == "a [-b ]c");
  CHECK(shown("", "new words") == "{+new words}");
  CHECK(shown("gone", "") == "[-gone]");
  CHECK(shown("", "").empty());
  CHECK(shown("same  text\n", "same  text\n") == "same  text\n");
  CHECK(shown("one\n\ntwo", "one two") == "one[-\n\n]{+ }two");
  CHECK(shown("\xE6\x98\xA8\xE6\x97\xA5\xE6\x99\xB4", "\xE6\x98\xA8\xE6\x97\xA5\xE9\x9B\xA8") ==
        "\xE6\x98\xA8\xE6\x97\xA5[-\xE6\x99\xB4]{+\xE9\x9B\xA8}");
}

TEST_CASE("random texts are made again from their runs, by a shortest script") {
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    // Characters that each are a word of their own, so that the script can be counted: Chinese numerals.
    const std::string letters[] = {"\xE4\xB8\x80", "\xE4\xBA\x8C", "\xE4\xB8\x89"};
    std::string a, b, plain_a, plain_b;
    for (auto left = random() % 24; left > 0; --left) a += letters[random() % 3], plain_a += a.back();
    for (auto left = random() % 24; left > 0; --left) b += letters[random() % 3], plain_b += b.back();
    const auto runs = word_diff(a, b);
    REQUIRE(text_of(runs, Side::kOld) == a);
    REQUIRE(text_of(runs, Side::kNew) == b);
    std::size_t alone = 0;
    for (std::size_t k = 0; k < runs.size(); ++k) {
      if (runs[k].side != Side::kBoth) alone += runs[k].text.size() / 3;
      if (k > 0) CHECK(runs[k].side != runs[k - 1].side);
    }
    REQUIRE(alone == shortest_script(plain_a, plain_b));
  }
}

TEST_CASE("texts without anything in common end soon and are still right") {
  std::string a, b;
  std::mt19937 random(11);
  for (int i = 0; i < 200'000; ++i)
    a += "a" + std::to_string(random()) + ' ', b += "b" + std::to_string(random()) + ' ';
  const auto begin = std::chrono::steady_clock::now();
  const auto runs = word_diff(a, b);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));  // quadratic would be hours
  CHECK(text_of(runs, Side::kOld) == a);
  CHECK(text_of(runs, Side::kNew) == b);
}

}  // namespace
}  // namespace thresh::dataset
