#include "base/error.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/finding.h"

namespace thresh::base {
namespace {

// The place of column 9 of the line "answers: anwsers", as wide as a word.
Error at_place() {
  Error error{ErrorCode::kBadRules, "unknown field `anwsers`"};
  error.place = {.file = "a.yaml", .line = 3, .column = 10, .width = 7, .line_text = "answers: anwsers"};
  error.hint = "did you mean `answers`?";
  return error;
}

TEST_CASE("every error code has a name of its own") {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    CHECK(names.insert(name(static_cast<ErrorCode>(code))).second);
  }
  CHECK(name(ErrorCode::kBadRules) == "bad_rules");
  CHECK(name(ErrorCode::kClosedOutput) == "closed_output");
}

TEST_CASE("every warning has a name of its own, and the list ends where the enumeration does") {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(FindingCode::kPageCut); ++code) {
    CHECK(names.insert(name(static_cast<FindingCode>(code))).second);
  }
  CHECK_FALSE(names.contains("unknown"));
}

TEST_CASE("a failure is a result without a value") {
  const auto fails = [](bool fail) -> Result<int> {
    if (fail) return failure(ErrorCode::kNotFound, "no such file", "is it spelled right?");
    return 7;
  };
  CHECK(fails(false) == 7);
  REQUIRE_FALSE(fails(true).has_value());
  CHECK(fails(true).error().code == ErrorCode::kNotFound);
  CHECK(fails(true).error().hint == "is it spelled right?");
}

TEST_CASE("an error shows its place, the line with a caret, and the hint") {
  CHECK(describe(at_place()) ==
        "a.yaml:3:10: unknown field `anwsers`\n"
        "  answers: anwsers\n"
        "           ^^^^^^^\n"
        "  did you mean `answers`?\n");
}

TEST_CASE("what is not known of a place is not shown") {
  Error error = at_place();
  error.place.column = 0;
  CHECK(describe(error) == "a.yaml:3: unknown field `anwsers`\n  answers: anwsers\n  did you mean `answers`?\n");
  error.place = {};
  error.place.file = "a.yaml";
  error.hint.clear();
  CHECK(describe(error) == "a.yaml: unknown field `anwsers`\n");
  error.place = {};
  CHECK(describe(error) == "unknown field `anwsers`\n");
}

TEST_CASE("an error without a width still has a caret") {
  Error error = at_place();
  error.place.width = 0;
  CHECK(describe(error).find("\n           ^\n") != std::string::npos);
}

TEST_CASE("the caret counts code points, and a tab is one") {
  Error error = at_place();
  error.place.line_text = "\tZo\u00EB: anwsers";
  error.place.column = 7;
  CHECK(describe(error).find("   Zo\u00EB: anwsers\n        ^^^^^^^\n") != std::string::npos);
}

TEST_CASE("no control character of the input reaches the terminal") {
  Error error{ErrorCode::kBadRules, "bad \x1B[31mname"};
  error.place = {.file = "a\x07.yaml", .line = 1, .column = 1, .width = 1, .line_text = "x\x1B]0;title\x07\r"};
  error.hint = "\x9B";
  const std::string shown = describe(error);
  CHECK(shown.find_first_of("\x1B\x07\r\x9B") == std::string::npos);
}

}  // namespace
}  // namespace thresh::base
