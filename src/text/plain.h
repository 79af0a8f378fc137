// Text of printable ASCII and white space, which most text is: its characters can be counted many at a time.
//
// Tested by tests/text/plain_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace thresh::text {

// How many characters (code points that are not white space) a text has that holds only printable ASCII and white
// space of ASCII; nothing for any other text.
std::optional<std::size_t> count_plain(std::string_view text);

// What a text begins with that is only printable ASCII and white space of ASCII, and no `stop` (which is one of them,
// or U+0000 where there is none).
struct PlainStart {
  std::size_t size = 0, characters = 0;
};
PlainStart plain_start(std::string_view text, char stop = '\0');

// Whether a text that begins with a control or a space is white space of ASCII and nothing else.
bool is_blank_throughout(std::string_view text);
// Whether a text is white space of ASCII and nothing else. An empty one is.
inline bool is_blank(std::string_view text) {
  return text.empty() || (static_cast<unsigned char>(text.front()) <= ' ' && is_blank_throughout(text));
}

// A text without the white space of ASCII around it.
std::string_view without_blanks(std::string_view text);

// How many characters any text has.
std::size_t count_characters(std::string_view text);

// Where the character with this index begins, counted from 0; the end of the text if it has no more.
std::size_t offset_of_character(std::string_view text, std::size_t index);

}  // namespace thresh::text
