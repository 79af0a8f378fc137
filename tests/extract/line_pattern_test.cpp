// Line patterns: fixed text with typed holes.
#include "extract/line_pattern.h"

#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace thresh;
using normalize::Fit;

namespace {

// The pattern of a line type, and the holes it takes from a line, parted by '|'; "no" where the line does not fit.
std::string fitted(const std::string& pattern, std::string_view line) {
  auto loaded = rules::load(
      "rules: test/line@1\nrecord: qa\nmatch: {text: x}\ntext:\n  lines:\n    it: '" + pattern +
          "'\n    rest: {to: body}\n  parts:\n    answer: {into: answers, is: it rest*}\n  layout: answer*\n",
      "test.yaml", {});
  if (!loaded) FAIL(base::describe(loaded.error().front()));
  const auto& pieces = loaded->front().text->lines.front().pattern;
  extract::TypeReader types;
  const auto result = extract::fit_pattern(pieces, line, types);
  if (!result) return "no";
  std::string out = result->fit == Fit::kUnsure ? "? " : "";
  bool first = true;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].hole) continue;
    out += (first ? "" : "|") + std::string(result->holes[i]);
    first = false;
  }
  return out;
}

}  // namespace

TEST_CASE("Fixed text and typed holes") {
  CHECK(fitted("{votes:count} votes", "12 votes") == "12");
  CHECK(fitted("{votes:count} votes", "12   votes") == "12");
  CHECK(fitted("{votes:count} votes", "many votes") == "no");
  CHECK(fitted("{votes:count} votes", "12 votes more") == "no");
  CHECK(fitted("by {author.name:person}", "by Jane Doe, MD") == "Jane Doe, MD");
  CHECK(fitted("by {author.name:person} on {date:date}", "by Jane Doe, MD on March 12, 2020") ==
        "Jane Doe, MD|March 12, 2020");
  CHECK(fitted("{headline:text}: {votes:count}", "Swelling: what to do: 3") == "Swelling: what to do|3");
}

TEST_CASE("A place and a specialty share a line, the longest specialty first") {
  const std::string pattern = "{author.location:place?} {author.specialty:specialty}";
  CHECK(fitted(pattern, "Baltimore Plastic Surgeon") == "Baltimore|Plastic Surgeon");
  CHECK(fitted(pattern, "Oral Surgeon") == "|Oral Surgeon");
  CHECK(fitted(pattern, "India Ophthalmologist") == "India|Ophthalmologist");
  CHECK(fitted(pattern, "Orange County Dermatologist") == "? Orange County|Dermatologist");
  CHECK(fitted(pattern, "Ask your dermatologist") == "no");
}

TEST_CASE("A template in the place of a value fits") {
  CHECK(fitted("{votes:count}", "{{ votes }}") == "{{ votes }}");
  CHECK(fitted("{author.name:person}", "{{ author.name }}") == "{{ author.name }}");
  CHECK(fitted("{votes:count} votes", "{{ votes }} votes") == "{{ votes }}");
}

TEST_CASE("A hole that may be empty may be left out with the blank beside it") {
  CHECK(fitted("{votes:count?} {author.rating:rating}", "4.9 out of 5 stars") == "|4.9 out of 5 stars");
}

TEST_CASE("A very long line fits no typed hole") {
  CHECK(fitted("{votes:count}", std::string(5000, '1')) == "no");
  CHECK(fitted("{author.name:person} {votes:count} {author.rating:rating}", std::string(290, ' ') + "x") == "no");
}

TEST_CASE("Any white space parts a hole from the fixed text behind it") {
  CHECK(fitted("{votes:count} in stock", "3\u00A0in stock") == "3");
  CHECK(fitted("{votes:count} in stock", "3\tin \u00A0STOCK") == "3");
  CHECK(fitted("{headline:text} - {votes:count}", "Well\u2014known \u2013 3") == "Well\u2014known|3");
}

TEST_CASE("A line that could be cut in very many ways is given up") {
  const std::string pattern =
      "{author.given:text} {author.middle:text} {author.family:text} {headline:text} {body:text}.";
  std::string line = ". ";
  for (int i = 0; i < 5000; ++i) line += "a ";
  CHECK(fitted(pattern, line + "x") == "no");
  CHECK(fitted(pattern, "a b c d e.") == "a|b|c|d|e");
}
