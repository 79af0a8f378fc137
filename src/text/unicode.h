// Small Unicode helpers over UTF-8 that is known to be valid.
//
// Tested by tests/text/unicode_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace thresh::text {

// The code point at `at` and its length in bytes. `text` must be valid UTF-8 and `at` the start of a code point.
struct CodePoint {
  char32_t value;
  std::uint32_t length;
};
CodePoint code_point_at(std::string_view text, std::size_t at);

// The code point that ends just before `end` (end > 0).
CodePoint code_point_before(std::string_view text, std::size_t end);

void append_utf8(std::string& out, char32_t code_point);

bool is_valid_utf8(std::string_view bytes);

// The number of code points. O(n).
std::size_t length(std::string_view text);

// White space as Unicode has it (White_Space=yes): spaces, tabs, line ends, U+00A0, U+2000–200A, U+3000 …
bool is_space(char32_t c);

// Characters without width that say nothing: U+00AD, U+200B, U+2060, U+FEFF. Not U+200C and U+200D, which shape words.
bool is_invisible(char32_t c);

bool is_letter(char32_t c);
bool is_upper(char32_t c);  // upper or title case
bool is_lower(char32_t c);
bool is_digit(char32_t c);  // ASCII digits only

// Without the white space and the invisible characters at both ends.
std::string_view trim(std::string_view text);

// ASCII white space only (HTML's: tab, LF, FF, CR, space).
std::string_view trim_ascii(std::string_view text);

// For comparing: lower case (simple folding), diacritics of Latin letters removed, typographic apostrophes and dashes
// as ASCII, runs of white space as one space, trimmed. "São  Paulo" is "sao paulo", "O’Neil" is "o'neil".
std::string fold(std::string_view text);

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);
std::string ascii_lower(std::string_view text);

// One space for each run of white space, none at the ends.
std::string collapse_spaces(std::string_view text);

// The smallest number of single edits (insert, delete, replace, swap of neighbours) between two words; for
// "did you mean". At most 64 bytes each are looked at.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace thresh::text
