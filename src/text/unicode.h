// Small Unicode helpers over UTF-8 that is known to be valid.
//
// Most text is ASCII, so the questions that are asked of every character answer ASCII inline and go out of line for
// the rest. On broken UTF-8 the results are meaningless but nothing is read outside the text.
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

namespace beyond_ascii {  // the same questions for c >= 0x80; call the ones below instead
CodePoint code_point_at(std::string_view text, std::size_t at);
bool is_space(char32_t c);
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
}  // namespace beyond_ascii

inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<std::uint8_t>(text[at]);
  return byte < 0x80 ? CodePoint{byte, 1} : beyond_ascii::code_point_at(text, at);
}

void append_utf8(std::string& out, char32_t code_point);

bool is_valid_utf8(std::string_view bytes);

// The number of code points. O(n).
std::size_t length(std::string_view text);

// White space as Unicode has it (White_Space=yes): spaces, tabs, line ends, U+00A0, U+2000–200A, U+3000 …
inline bool is_space(char32_t c) { return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : beyond_ascii::is_space(c); }

// Characters without width that say nothing: U+00AD, U+200B, U+2060, U+FEFF. Not U+200C and U+200D, which shape words.
inline bool is_invisible(char32_t c) { return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF; }

// Letters of any script (general category L).
inline bool is_letter(char32_t c) {
  return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : beyond_ascii::is_letter(c);
}

// Upper or title case.
inline bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : beyond_ascii::is_upper(c); }
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : beyond_ascii::is_lower(c); }

inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }  // ASCII digits only

std::string_view trim_ends(std::string_view text);  // trim, where an end may be something to trim

// Without the white space and the invisible characters at both ends. Asked of every line and value, and mostly there
// is nothing to trim: both ends are graphic characters of ASCII.
inline std::string_view trim(std::string_view text) {
  const auto is_graphic = [](char c) { return c > ' ' && c < 0x7F; };
  const bool done = !text.empty() && is_graphic(text.front()) && is_graphic(text.back());
  return done ? text : trim_ends(text);
}

// ASCII white space only (HTML's: tab, LF, FF, CR, space).
std::string_view trim_ascii(std::string_view text);

// The ASCII character that typographic punctuation stands for (quotes, apostrophes, primes, dashes, the minus sign); 0
// for everything else.
char ascii_of_punctuation(char32_t c);

// For comparing: lower case (simple folding), diacritics and strokes of Latin letters removed ("Łódź" is "lodz",
// "Straße" is "strasse"), typographic quotes, apostrophes and dashes as ASCII, invisible characters gone, runs of white
// space as one space, trimmed. "São  Paulo" is "sao paulo", "O’Neil" is "o'neil". Other scripts keep their marks, in
// NFC.
std::string fold(std::string_view text);

// The lower case of an ASCII letter, any other byte as it is. No locale.
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);
std::string ascii_lower(std::string_view text);

// One space for each run of white space, none at the ends.
std::string collapse_spaces(std::string_view text);
std::string collapsed(std::string text);  // the same, without a copy of what has nothing to collapse

// The smallest number of single edits (insert, delete, replace, swap of neighbours) between two words; for
// "did you mean". At most 64 bytes each are looked at.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace thresh::text
