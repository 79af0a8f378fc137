#include "base/utf8.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::base {
namespace {

TEST_CASE("the sequences of UTF-8 are those of Unicode 15, table 3-7") {
  for (const char* good :
       {"a", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF"}) {
    CHECK(is_utf8(good));
  }
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\xBF", "\xE1\x80", "\xED\xA0\x80",
                          "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                          "\xFF", "eight or more of ASCII, then \xFE"}) {
    INFO(bad);
    CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(repaired(bad)));
  }
}

TEST_CASE("repairing keeps what is whole, and gives UTF-8 for any bytes") {
  CHECK(repaired("a\xC3\xA9\xC3z") == "aé\uFFFDz");
  // Unicode 15, table 3-8: one U+FFFD for as much as could have become a character.
  CHECK(repaired("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64") == "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
  REQUIRE(rc::check([](const std::string& bytes) {
    RC_ASSERT(is_utf8(repaired(bytes)));
    RC_ASSERT(!is_utf8(bytes) || repaired(bytes) == bytes);
  }));
}

TEST_CASE("the code point of a sequence of each length") {
  CHECK(code_point("a") == U'a');
  CHECK(code_point("\u00E9") == U'\u00E9');
  CHECK(code_point("\u20AC") == U'\u20AC');
  CHECK(code_point("\U0010FFFF") == U'\U0010FFFF');
}

TEST_CASE("a prefix is cut between two characters") {
  CHECK(prefix("caf\u00E9", 9) == "caf\u00E9");
  CHECK(prefix("caf\u00E9", 5) == "caf\u00E9");
  CHECK(prefix("caf\u00E9", 4) == "caf");
  CHECK(prefix("\u20AC", 2).empty());
}

TEST_CASE("ASCII ends where the first other byte is, whatever stands around it") {
  for (std::size_t size = 0; size < 80; ++size) {
    for (std::size_t place = 0; place <= size; ++place) {
      std::string text(size, 'a');
      if (place < size) text[place] = '\x80';
      for (const std::size_t from : {std::size_t{0}, place / 2, place}) CHECK(skip_ascii(text, from) == place);
    }
  }
}

}  // namespace
}  // namespace thresh::base
