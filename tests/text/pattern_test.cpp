// Pattern: what it finds, what it refuses, and that no pattern makes it slow.
#include "text/pattern.h"

#include <catch2/catch.hpp>

using thresh::text::Pattern;

TEST_CASE("a pattern finds text anywhere") {
  const Pattern pattern = Pattern::compile("[0-9]+ stars?").value();
  CHECK(pattern.found_in("rated 5 stars"));
  CHECK_FALSE(pattern.found_in("rated"));
  CHECK(pattern.source() == "[0-9]+ stars?");
}

TEST_CASE("groups are those of the first match; one that took no part is empty") {
  const Pattern pattern = Pattern::compile("(\\d+)(?:/(\\d+))?( x)?").value();
  const auto groups = pattern.groups("about 4 of 5/7");
  REQUIRE(groups.size() == 4);
  CHECK(groups[0] == "4");
  CHECK(groups[1] == "4");
  CHECK(groups[2].empty());
  CHECK(groups[3].empty());
  CHECK(pattern.groups("none").empty());
}

TEST_CASE("^ and $ mean the text's ends, or the lines' where asked") {
  CHECK_FALSE(Pattern::compile("^two$").value().found_in("one\ntwo\nthree"));
  CHECK(Pattern::compile("^two$", true).value().found_in("one\ntwo\nthree"));
}

TEST_CASE("patterns are UTF-8: a dot is a character, not a byte") {
  CHECK(Pattern::compile("^.$").value().found_in("é"));
  CHECK(Pattern::compile("^\\p{Lu}\\pL+$").value().found_in("Élan"));
}

TEST_CASE("a text may hold NUL bytes") { CHECK(Pattern::compile("b$").value().found_in(std::string_view("a\0b", 3))); }

TEST_CASE("a pattern of fixed words is found where they stand, and nowhere else") {
  for (const std::string words : {"Answers", "voteCount", "hese answers are", "a-b", "\u00E9t\u00E9", "x", "4"}) {
    const Pattern pattern = Pattern::compile(words).value();
    for (const std::string around : {"", " ", "Answer", "vote", "these answers ar", "aa-", "\u00E9", "44"}) {
      const std::string text = around + words + around;
      INFO(text);
      CHECK(pattern.found_in(text));
      const std::string cut = around + words.substr(0, words.size() - 1);
      CHECK(pattern.found_in(cut) == (cut.find(words) != std::string::npos));
      CHECK(pattern.found_in(around) == (around.find(words) != std::string::npos));
    }
  }
}

TEST_CASE("a pattern that is wrong is refused with the reason") {
  for (const char* wrong : {"(", "[a", "a{2,1}", "\\", "(?=x)", "\\1", "*", "\xFF"}) {
    const auto pattern = Pattern::compile(wrong);
    REQUIRE_FALSE(pattern.has_value());
    CHECK(pattern.error().code == thresh::base::ErrorCode::kBadRules);
    CHECK(pattern.error().message.size() > std::string("the pattern is not valid: ").size());
  }
}

TEST_CASE("a pattern that would take too much memory is refused") {
  CHECK_FALSE(Pattern::compile("((((x{100}){100}){100}){100})").has_value());
}

TEST_CASE("a pattern that is no pattern matches nothing") {
  const Pattern nothing;
  CHECK_FALSE(static_cast<bool>(nothing));
  CHECK_FALSE(nothing.found_in(""));
  CHECK_FALSE(nothing.found_in(""));
  CHECK(nothing.groups("").empty());
}

TEST_CASE("copies of a pattern share the program and outlive it") {
  Pattern copy;
  {
    const Pattern pattern = Pattern::compile("a+").value();
    copy = pattern;
  }
  CHECK(copy.found_in("aaa"));
}

TEST_CASE("matching is linear where a backtracking engine would never end") {
  const Pattern pattern = Pattern::compile("(a*)*(a|aa)+b").value();
  CHECK_FALSE(pattern.found_in(std::string(200'000, 'a')));
}
