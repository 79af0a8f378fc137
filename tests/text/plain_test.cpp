// Characters counted many at a time are those counted one by one.
#include "text/plain.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "text/unicode.h"

namespace thresh::text {
namespace {

TEST_CASE("white space of ASCII is no character") {
  CHECK(count_plain("") == 0);
  CHECK(count_plain(" a\t\nb\v\f\r c ") == 3);
  CHECK(count_plain("~!") == 2);
}

TEST_CASE("controls, DEL and what lies beyond ASCII are not plain") {
  for (const char* text : {"\x01", "a\x7F", "\u00E9", "\u00A0", "\x1B[0m"}) CHECK_FALSE(count_plain(text));
  CHECK_FALSE(count_plain(std::string(200, 'a') + '\x02'));
  CHECK(count_characters("\u00E9\u00A0\u3000x\x01") == 3);
}

TEST_CASE("a text longer than a block is counted whole") {
  for (const std::size_t size : {31, 32, 33, 63, 64, 65, 1000}) CHECK(count_plain(std::string(size, 'x')) == size);
}

TEST_CASE("what is blank has no characters, and is plain") {
  CHECK(is_blank(""));
  CHECK(is_blank("\n" + std::string(37, ' ') + "\t\v\f\r"));
  for (const char* text : {"x", "        x", "\n         \x01", "         \u00A0"}) CHECK_FALSE(is_blank(text));
  rc::prop("as counted", [](const std::string& text) {
    const std::string spaced = "\n          " + text;
    RC_ASSERT(is_blank(spaced) == (count_plain(spaced) == 0));
  });
}

TEST_CASE("white space is told from controls, in a text of any length") {
  rc::prop("as looked at one by one", [](const std::vector<bool>& choice, std::uint8_t odd, std::uint8_t place) {
    std::string text;
    for (const bool tab : choice) text += tab ? '\t' : ' ';
    CHECK(is_blank(text));
    if (text.empty()) return;
    text[place % text.size()] = static_cast<char>(odd);
    const bool blank = odd == ' ' || (odd >= '\t' && odd <= '\r');
    RC_ASSERT(is_blank(text) == blank);
  });
}

TEST_CASE("a plain start ends before what is not plain") {
  const std::string plain(64, 'a');
  const auto start_of = [](const std::string& text, char stop) {
    const PlainStart start = plain_start(text, stop);
    return std::pair(start.size, start.characters);
  };
  CHECK(start_of(plain + " b", '\0') == std::pair(plain.size() + 2, plain.size() + 1));
  CHECK(start_of(plain + " \u00E9" + plain, '\0') == std::pair(plain.size() + 1, plain.size()));
  CHECK(start_of("a \x7F", '\0') == std::pair(std::size_t{2}, std::size_t{1}));
  CHECK(start_of(plain + " &", '\0') == std::pair(plain.size() + 2, plain.size() + 1));
  CHECK(start_of(plain + " &", '&') == std::pair(plain.size() + 1, plain.size()));
  CHECK(start_of("&" + plain, '&') == std::pair(std::size_t{0}, std::size_t{0}));
}

TEST_CASE("white space around a text is left out, and none in it") {
  CHECK(without_blanks("").empty());
  CHECK(without_blanks("x") == "x");
  rc::prop("any text", [](std::uint8_t before, const std::string& bytes, std::uint8_t behind) {
    const std::string text = "\x01" + bytes + "\xA0";
    const std::string blanks = std::string(before, ' ') + "\n";
    RC_ASSERT(without_blanks(blanks).empty());
    RC_ASSERT(without_blanks(blanks + text + "\t" + std::string(behind, ' ')) == text);
  });
}

TEST_CASE("a character is found by its index") {
  CHECK(offset_of_character("  ab", 0) == 2);
  CHECK(offset_of_character("a \u00E9z", 2) == 4);
  CHECK(offset_of_character("ab", 2) == 2);
  CHECK(offset_of_character("ab  ", 2) == 4);
}

TEST_CASE("both ways of counting agree") {
  rc::prop("any text", [](const std::string& bytes) {
    const std::string text = base::repaired(bytes);  // what text/unicode.h says of broken UTF-8 means nothing
    std::size_t count = 0;
    bool plain = true;
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      count += !is_space(point.value);
      plain = plain && (is_space(point.value) || (point.value > ' ' && point.value < 0x7F)) && point.value < 0x80;
      at += point.length;
    }
    RC_ASSERT(count_characters(text) == count);
    RC_ASSERT(count_plain(text).has_value() == plain);
    RC_ASSERT(count_characters(text.substr(0, offset_of_character(text, count / 2))) == count / 2);
  });
}

}  // namespace
}  // namespace thresh::text
