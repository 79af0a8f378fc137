// Text of printable ASCII and white space, which most text is: its characters can be counted many at a time.
//
// Tested by tests/text/plain_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace thresh::text {

// How many bytes are looked at together.
constexpr std::size_t kPlainBlock = 32;

// How many characters (code points that are not white space) a text has that holds only printable ASCII and white
// space of ASCII; nothing for any other text.
std::optional<std::size_t> count_plain(std::string_view text);

// Whether a text is white space of ASCII and nothing else. An empty one is.
bool is_blank(std::string_view text);

// How many characters any text has.
std::size_t count_characters(std::string_view text);

// Where the character with this index begins, counted from 0; the end of the text if it has no more.
std::size_t offset_of_character(std::string_view text, std::size_t index);

}  // namespace thresh::text
