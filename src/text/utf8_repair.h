// UTF-8 with damage: counted, and mended by U+FFFD. Only the decoder uses it.
//
// Each maximal part of a sequence that could have become a character is one error, as in the WHATWG UTF-8 decoder and
// in Unicode 15, section 3.9 ("U+FFFD substitution of maximal subparts").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thresh::text {

struct Utf8Tally {
  std::size_t sound = 0;   // well-formed sequences of two bytes or more
  std::size_t broken = 0;  // errors
};

Utf8Tally tally_utf8(std::string_view bytes);

// Appends `bytes` to `out` with U+FFFD for each error.
Utf8Tally repair_utf8(std::string_view bytes, std::string& out);

}  // namespace thresh::text
