// Tests of html/character_references.h. html5lib's cases of named and numeric references run in tokenizer_test.cpp.
#include "html/character_references.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

namespace thresh::html {
namespace {

std::string decoded(std::string_view raw, unsigned flags) {
  std::string out;
  append_decoded(raw, static_cast<std::uint8_t>(flags | kEncoded), out);
  return out;
}

TEST_CASE("the longest name counts") {
  CHECK(decoded("&notin;&notit;&not;&not", kReferences) == "\u2209\u00ACit;\u00AC\u00AC");
  CHECK(decoded("&amp;amp; &AMP &ampx &; & &x", kReferences) == "&amp; & &x &; & &x");
}

TEST_CASE("in an attribute a name without its semicolon ends at no letter, digit or equals sign") {
  CHECK(decoded("?a=1&copy=2&copy;&copyx&copy,", kReferences | kInAttribute) == "?a=1&copy=2\u00A9&copyx\u00A9,");
  CHECK(decoded("?a=1&copy=2&copyx", kReferences) == "?a=1\u00A9=2\u00A9x");
}

TEST_CASE("numbers that are no characters are U+FFFD, those of windows-1252 what people meant") {
  CHECK(decoded("&#65;&#x41;&#X41&#0;&#xD800;&#x110000;&#99999999999;", kReferences) == "AAA\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(decoded("&#128;&#x99;&#x81;", kReferences) == "\u20AC\u2122\u0081");
  CHECK(decoded("&#;&#x;&#xg;&#", kReferences) == "&#;&#x;&#xg;&#");
}

TEST_CASE("line ends are one, U+0000 is dropped or replaced") {
  CHECK(decoded("a\r\nb\rc\n\r\n", 0) == "a\nb\nc\n\n");
  CHECK(decoded(std::string_view("a\0b", 3), 0) == "a\uFFFDb");
  CHECK(decoded(std::string_view("a\0b", 3), kNulDropped) == "ab");
  CHECK(decoded("&amp;", 0) == "&amp;");
}

TEST_CASE("what holds none of these is itself") {
  REQUIRE(rc::check([](std::string text) {
    std::erase_if(text, [](char c) { return c == '\r' || c == '\0' || c == '&'; });
    RC_ASSERT(decoded(text, kReferences) == text);
    std::string out;
    append_decoded(text, kReferences, out);  // not said to be encoded
    RC_ASSERT(out == text);
  }));
}

}  // namespace
}  // namespace thresh::html
