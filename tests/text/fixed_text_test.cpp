// Fixed text in its disguises.
#include "text/fixed_text.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/unicode.h"

using namespace thresh::text;

namespace {
constexpr std::size_t kNowhere = std::string_view::npos;
}

TEST_CASE("Case, white space, quotes and dashes do not count") {
  CHECK(fixed_prefix("Doctor Answers 14", "Doctor Answers") == 14);
  CHECK(fixed_prefix("DOCTOR  answers", "Doctor Answers") == 15);
  CHECK(fixed_prefix("Doctor\u00A0Answers", "Doctor Answers") == 15);
  CHECK(fixed_prefix("Don\u2019t", "don't") == 7);
  CHECK(fixed_prefix("don't", "Don\u2019t") == 5);
  CHECK(fixed_prefix("\u00DCber", "\u00FCBER") == 5);
  CHECK(fixed_prefix("a \u2014 b", "a - b") == 7);
}

TEST_CASE("Everything else does") {
  CHECK(fixed_prefix("DoctorAnswers", "Doctor Answers") == kNowhere);
  CHECK(fixed_prefix("Doctor Answer", "Doctor Answers") == kNowhere);
  CHECK(fixed_prefix("", "a") == kNowhere);
  CHECK(fixed_prefix("uber", "\u00FCber") == kNowhere);
  CHECK(fixed_prefix("a\u2022b", "a-b") == kNowhere);
}

TEST_CASE("Space at the start of the fixed text, and at the end of the line, may be missing") {
  CHECK(fixed_prefix("in stock", " in stock") == 8);
  CHECK(fixed_prefix("by", "by ") == 2);
  CHECK(fixed_prefix("anything", "") == 0);
}

TEST_CASE("Fixed text anywhere and at the end") {
  CHECK(holds_fixed("For EDUCATIONAL\u00A0purposes only", "educational purposes"));
  CHECK(holds_fixed("\u201CQuoted\u201D", "\"quoted\""));
  CHECK_FALSE(holds_fixed("education", "educational"));
  CHECK(ends_with_fixed("Is that so?", "?"));
  CHECK(ends_with_fixed("so, so", "so"));
  CHECK_FALSE(ends_with_fixed("so?", "so"));
}

TEST_CASE("Every text holds its own pieces") {
  REQUIRE(rc::check([] {
    std::string text;
    for (const int c : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0x20, 0x2100))) {
      append_utf8(text, static_cast<char32_t>(c));
    }
    const std::string_view trimmed = trim(text);
    RC_PRE(!trimmed.empty());
    RC_ASSERT(fixed_prefix(trimmed, trimmed) == trimmed.size());
    RC_ASSERT(holds_fixed("x " + std::string(trimmed) + " y", trimmed));
    RC_ASSERT(ends_with_fixed("x " + std::string(trimmed), trimmed));
  }));
}
