// The Unicode helpers: tables, single cases, and what holds for any text.
#include "text/unicode.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/table.h"

using namespace thresh::text;

namespace {

// Any Unicode text, with many of the characters that the helpers treat specially.
std::string random_text() {
  const auto scalar = rc::gen::suchThat(rc::gen::inRange<std::uint32_t>(1, 0x110000),
                                        [](std::uint32_t c) { return c < 0xD800 || c > 0xDFFF; });
  const auto special = rc::gen::elementOf(std::vector<std::uint32_t>{
      ' ', '\t', '\n', 0xA0, 0xAD, 0x200B, 0x2028, 0x3000, 0xFEFF, 0x301, 0x327, 0x345, 0x1E9E, 0x130, 'A', 'z', '-'});
  std::string text;
  for (const std::uint32_t c : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::oneOf(scalar, special))) {
    append_utf8(text, c);
  }
  return text;
}

}  // namespace

TEST_CASE("fold makes of a text what its table tells") {
  for (const auto& row : thresh::tests::table("text/fold.tsv", 2)) CHECK(fold(row[0]) == row[1]);
}

TEST_CASE("folding twice is folding once") {
  REQUIRE(rc::check([] {
    const std::string once = fold(random_text());
    RC_ASSERT(is_valid_utf8(once));
    RC_ASSERT(fold(once) == once);
  }));
}

TEST_CASE("a text read code point by code point, forwards or backwards, is the text") {
  REQUIRE(rc::check([] {
    const std::string text = random_text();
    std::string forwards;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
      const CodePoint point = code_point_at(text, at);
      append_utf8(forwards, point.value);
      at += point.length;
    }
    RC_ASSERT(forwards == text);
    RC_ASSERT(length(text) == count);
    std::string backwards;
    for (std::size_t end = text.size(); end > 0;) {
      const CodePoint point = code_point_before(text, end);
      end -= point.length;
      std::string one;
      append_utf8(one, point.value);
      backwards.insert(0, one);
    }
    RC_ASSERT(backwards == text);
  }));
}

TEST_CASE("broken UTF-8 is walked to its end and no further") {
  REQUIRE(rc::check([](const std::string& bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) at += code_point_at(bytes, at).length;
    RC_ASSERT(at == bytes.size());
    std::size_t end = bytes.size();
    while (end > 0) end -= code_point_before(bytes, end).length;
    RC_ASSERT(end == 0u);
    fold(bytes);
    trim(bytes);
    collapse_spaces(bytes);
  }));
}

TEST_CASE("append_utf8 writes U+FFFD for what is no scalar value") {
  std::string out;
  append_utf8(out, 0xD800);
  append_utf8(out, 0x110000);
  CHECK(out == "\uFFFD\uFFFD");
}

TEST_CASE("valid UTF-8 is told from broken (Unicode 15, table 3-7)") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("caf\u00E9 \U0001F600"));
  for (const std::string_view broken : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE2\x82", "\xFF"}) {
    CHECK_FALSE(is_valid_utf8(broken));
  }
}

TEST_CASE("characters are sorted as the Unicode database has them") {
  for (const char32_t c : U" \t\n\v\f\r\u0085\u00A0\u1680\u2003\u2028\u2029\u202F\u205F\u3000") {
    if (c != 0) CHECK(is_space(c));
  }
  for (const char32_t c : U"a0\u200B\u200C\u200D\u2060\uFEFF\u180E") CHECK_FALSE(is_space(c));
  for (const char32_t c : {U'\u00AD', U'\u200B', U'\u2060', U'\uFEFF'}) CHECK(is_invisible(c));
  for (const char32_t c : {U'\u200C', U'\u200D', U' ', U'a'}) CHECK_FALSE(is_invisible(c));
  for (const char32_t c : U"azAZéßЖ東ا") {
    if (c != 0) CHECK(is_letter(c));
  }
  for (const char32_t c : U"@[`{1_\u0301 ") CHECK_FALSE(is_letter(c));
  CHECK((is_upper(U'A') && is_upper(U'É') && is_upper(U'ǅ') && is_upper(U'Ж')));
  CHECK_FALSE((is_upper(U'a') || is_upper(U'ß') || is_upper(U'東') || is_upper(U'@') || is_upper(U'[')));
  CHECK((is_lower(U'a') && is_lower(U'ß') && is_lower(U'ж')));
  CHECK_FALSE((is_lower(U'A') || is_lower(U'東') || is_lower(U'`') || is_lower(U'{')));
  CHECK((is_digit(U'0') && is_digit(U'9')));
  CHECK_FALSE((is_digit(U'/') || is_digit(U':') || is_digit(U'٣')));
}

TEST_CASE("trim takes white space and invisible characters from both ends only") {
  CHECK(trim("\u00A0\uFEFF a\u00A0b \u200B\n") == "a\u00A0b");
  CHECK(trim(" \u3000\t").empty());
  CHECK(trim("").empty());
  CHECK(trim("é") == "é");
  CHECK(trim_ascii("\t\n\f\r a b ") == "a b");
  CHECK(trim_ascii("\u00A0a\v") == "\u00A0a\v");
  CHECK(trim_ascii(" \n").empty());
}

TEST_CASE("ASCII case leaves all other bytes alone") {
  CHECK(ascii_lower("ÀBC-xyz[@{") == "Àbc-xyz[@{");
  CHECK(equals_ignoring_ascii_case("Content-Type", "content-TYPE"));
  CHECK_FALSE(equals_ignoring_ascii_case("a", "ab"));
  CHECK_FALSE(equals_ignoring_ascii_case("É", "é"));
  CHECK_FALSE(equals_ignoring_ascii_case("[", "{"));
}

TEST_CASE("collapse_spaces leaves one space for each run of white space") {
  CHECK(collapse_spaces("  a \t\u00A0 b\n\nc ") == "a b c");
  CHECK(collapse_spaces(" \u3000 ").empty());
}

TEST_CASE("collapse_spaces keeps the words of any text, and nothing else but one space between two") {
  CHECK(rc::check([] {
    const std::string text = random_text();
    std::string expected;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      if (is_space(point.value)) {
        space = !expected.empty();
      } else {
        if (space) expected += ' ';
        space = false;
        expected += text.substr(at, point.length);
      }
      at += point.length;
    }
    RC_ASSERT(collapse_spaces(text) == expected);
    RC_ASSERT(collapse_spaces(expected) == expected);
  }));
}

TEST_CASE("edit_distance counts single edits, a swap of neighbours among them") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("anwsers", "answers") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("votes", "voets") == 1);
  CHECK(edit_distance(std::string(5000, 'a'), std::string(5000, 'b')) == 64);
}

TEST_CASE("edit_distance is the same both ways and bounded by the longer word") {
  REQUIRE(rc::check([](const std::string& a, const std::string& b) {
    const std::size_t distance = edit_distance(a, b);
    RC_ASSERT(distance == edit_distance(b, a));
    RC_ASSERT(distance <= std::max(a.size(), b.size()));
    RC_ASSERT((distance == 0) == (a.substr(0, 64) == b.substr(0, 64)));
  }));
}
