// Well-formed UTF-8, for what must not hand on a broken string, whatever a caller gives it: outputs and messages.
//
// Text of a page is known to be valid and is looked at with text/unicode.h; the decoder of pages (text/decode.h) mends
// them as outputs are mended here.
//
// Tested by tests/base/utf8_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thresh::base {

// What starts at an offset: a well-formed sequence (Unicode 15, table 3-7: no overlong form, no surrogate, nothing
// above U+10FFFF), or else the longest part of one, at least a byte, which U+FFFD stands for (section 3.9, "U+FFFD
// substitution of maximal subparts", as in the UTF-8 decoder of the WHATWG Encoding standard).
struct Sequence {
  std::size_t length;  // 1 to 4
  bool sound;
};
Sequence sequence_at(std::string_view text, std::size_t at);  // at < text.size()

// The length (1 to 4) of the well-formed sequence that starts at `text[at]`, 0 if there is none.
std::size_t sequence_length(std::string_view text, std::size_t at);

// The code point of a single well-formed sequence.
char32_t code_point(std::string_view sequence);

// The first place from `at` on that holds no ASCII character; the text's size if all are.
std::size_t skip_ascii(std::string_view text, std::size_t at);

bool is_utf8(std::string_view text);

// At most `size` bytes of a well-formed text, cut between two characters.
std::string_view prefix(std::string_view text, std::size_t size);

// `text` with U+FFFD for what is no well-formed sequence.
std::string repaired(std::string_view text);

}  // namespace thresh::base
