// Guessing the encoding of bytes that say nothing about it. Only decode.cpp uses it.
//
// Tested by tests/text/decode_test.cpp, and by detection_rate_test.py, which measures how often it is right.
#pragma once

#include <string_view>

namespace thresh::text {

// The WHATWG name of the likeliest encoding; never empty. "utf-8" for ASCII.
std::string_view detect_charset(std::string_view bytes);

// The same, knowing that the bytes are no UTF-8.
std::string_view detect_legacy_charset(std::string_view bytes);

}  // namespace thresh::text
