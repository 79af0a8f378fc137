// Patterns with stars.
#include "fetch/wildcard.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace {

using thresh::fetch::wildcard_matches;

// The same by a table: every place of the text that a prefix of the pattern can reach.
bool by_table(const std::string& pattern, const std::string& text, bool whole) {
  std::vector<bool> reach(text.size() + 1, false);
  reach[0] = true;
  for (const char c : pattern) {
    std::vector<bool> next(text.size() + 1, false);
    bool before = false;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      before = before || reach[at];
      if (c == '*') next[at] = before;
      if (c != '*' && at > 0 && reach[at - 1] && text[at - 1] == c) next[at] = true;
    }
    reach = next;
  }
  if (whole) return reach[text.size()];
  for (const bool there : reach) {
    if (there) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a star stands for anything") {
  CHECK(wildcard_matches("/a*c", "/abc", true));
  CHECK(wildcard_matches("/a*c", "/a/b/c/d", false));
  CHECK_FALSE(wildcard_matches("/a*c", "/a/b/c/d", true));
  CHECK(wildcard_matches("*", "", true));
  CHECK(wildcard_matches("", "abc", false));
  CHECK_FALSE(wildcard_matches("", "abc", true));
  CHECK(wildcard_matches("*.gif", "/a.gif.gif", true));
  CHECK_FALSE(wildcard_matches("/ab*ba", "/aba", true));
}

TEST_CASE("patterns match as a table says") {
  REQUIRE(rc::check([] {
    const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', '/'));
    const auto pattern = *rc::gen::container<std::string>(rc::gen::element('a', 'b', '/', '*'));
    const auto text = *letters;
    const auto whole = *rc::gen::arbitrary<bool>();
    RC_ASSERT(wildcard_matches(pattern, text, whole) == by_table(pattern, text, whole));
  }));
}

TEST_CASE("the time is linear, however much of a piece stands in the text again and again") {
  const std::string half(200'000, 'a');
  const auto before = std::chrono::steady_clock::now();
  CHECK_FALSE(wildcard_matches("*" + half + "b*" + half + "b", half + half, false));
  CHECK(wildcard_matches("*" + half + "b*" + half + "b", half + half + "b" + half + "b", true));
  // Looked for from each place anew this would be 4 * 10^10 steps.
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
}
