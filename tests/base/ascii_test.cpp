#include "base/ascii.h"

#include <catch2/catch.hpp>
#include <string_view>

namespace thresh::base {
namespace {

TEST_CASE("every byte is sorted as ASCII sorts it, and those beyond ASCII nowhere") {
  constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::string_view kDigits = "0123456789";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    INFO(byte);
    CHECK(is_ascii_lower(c) == kLower.contains(c));
    CHECK(is_ascii_upper(c) == kUpper.contains(c));
    CHECK(is_ascii_digit(c) == kDigits.contains(c));
    CHECK(is_ascii_alphanumeric(c) == (kLower.contains(c) || kUpper.contains(c) || kDigits.contains(c)));
    CHECK(is_ascii_space(c) == std::string_view(" \t\n\f\r").contains(c));
  }
}

TEST_CASE("a text of digits is not empty, and has nothing else") {
  CHECK(all_ascii_digits("0"));
  CHECK(all_ascii_digits("20140206"));
  for (const std::string_view text : {"", "1 2", "-1", "1.5", "12a", "\xD9\xA1"}) CHECK_FALSE(all_ascii_digits(text));
}

TEST_CASE("only letters have another case") {
  CHECK(ascii_lower('Q') == 'q');
  CHECK(ascii_upper('q') == 'Q');
  for (const char c : {'[', '@', '`', '{', '0', '\xC4', '\xE4'}) {
    CHECK(ascii_lower(c) == c);
    CHECK(ascii_upper(c) == c);
  }
}

}  // namespace
}  // namespace thresh::base
