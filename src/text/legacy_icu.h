// Encodings other than UTF-8, to UTF-8. Only the decoder uses it; legacy_icu.cpp is the adapter to ICU's converters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thresh::text {

struct Converted {
  std::string text;          // valid UTF-8
  std::size_t replaced = 0;  // how many U+FFFD stand for bytes that mean nothing in the encoding
};

// `charset`: a WHATWG name in lower case, not "utf-8" and not "replacement".
Converted convert_legacy(std::string_view bytes, std::string_view charset);

}  // namespace thresh::text
