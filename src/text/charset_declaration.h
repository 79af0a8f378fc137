// The encoding that an HTML page declares about itself. Only decode.cpp uses it.
//
// Tested by tests/text/decode_test.cpp.
#pragma once

#include <string_view>

namespace thresh::text {

// The WHATWG name of the declared encoding, as a browser would take it (a declared UTF-16 means UTF-8, since the
// declaration could be read); empty if there is none. Looks at 64 KiB at most, the standard's 1,024 bytes and what of
// the head comes behind them.
std::string_view declared_charset(std::string_view bytes);

}  // namespace thresh::text
