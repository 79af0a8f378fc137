// Letters, digits and white space of ASCII, for what is ASCII by its own grammar: tags, names, codes, patterns.
//
// No locale, and bytes from 0x80 on are none of these. Words of people are asked about in text/unicode.h.
//
// Tested by tests/base/ascii_test.cpp.
#pragma once

#include <algorithm>
#include <string_view>

namespace thresh::base {

constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char c) { return is_ascii_lower(c) || is_ascii_upper(c); }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
// Of a text that is not empty.
constexpr bool all_ascii_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}
constexpr bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || is_ascii_digit(c); }

// White space as HTML and CSS have it: no vertical tab.
constexpr bool is_ascii_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// The letter in the other case; any other byte as it is.
constexpr char ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }
constexpr char ascii_upper(char c) { return is_ascii_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c; }

}  // namespace thresh::base
