#include "base/printable.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::base {
namespace {

TEST_CASE("words of any script are left as they are") {
  for (const char* text : {"", "plain words", "Zo\u00EB", "\u4F60\u597D", "\u0645\u0631\u062D\u0628\u0627",
                           "\U0001F600", "a\u00A0b", "\uD7FF\uE000\uFFFD\U0010FFFF"}) {
    CHECK(printable(text) == text);
  }
}

TEST_CASE("a tab becomes a space, other controls a replacement character") {
  CHECK(printable("a\tb") == "a b");
  CHECK(printable(std::string_view("\0\x1B\x7F", 3)) == "\uFFFD\uFFFD\uFFFD");
  CHECK(printable("\u0080\u0085\u009F") == "\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("the end of a line is shown as a sign, one for both of its bytes") {
  CHECK(printable("a\nb\r") == "a\u23CEb\u23CE");
  CHECK(printable("a\r\nb\n\n") == "a\u23CEb\u23CE\u23CE");
  CHECK(printable("a\u2028b\u2029") == "a\u23CEb\u23CE");
}

TEST_CASE("characters that turn the reading direction do not survive (Unicode, UAX 9)") {
  for (const char* text : {"\u061C", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069"}) {
    CHECK(printable(text) == "\uFFFD");
  }
}

TEST_CASE("every byte that belongs to no well-formed sequence is replaced (Unicode 15, table 3-7)") {
  CHECK(printable("a\xFF"
                  "b") == "a\uFFFDb");
  CHECK(printable("\xC3") == "\uFFFD");
  CHECK(printable("\xC0\x80") == "\uFFFD\uFFFD");
  CHECK(printable("\xE0\x80\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(printable("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("what is printable stays so, and no C0, C1 or DEL byte survives, whatever the bytes") {
  REQUIRE(rc::check([](const std::string& bytes) {
    const std::string shown = printable(bytes);
    RC_ASSERT(printable(shown) == shown);
    for (const char c : shown) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  }));
}

}  // namespace
}  // namespace thresh::base
