// How much of some bytes is UTF-8, to tell damaged UTF-8 from other encodings. Only the decoder uses it.
//
// Tested by tests/text/decode_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace thresh::text {

struct Utf8Tally {
  std::size_t sound = 0;   // well-formed sequences of two bytes or more
  std::size_t broken = 0;  // errors, as base/utf8.h counts them, but for what a cut explains
  std::size_t cut = 0;     // 1 for a character that the bytes end in the middle of, 1 for one they begin in
};

Utf8Tally tally_utf8(std::string_view bytes);

}  // namespace thresh::text
