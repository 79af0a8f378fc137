// A text as a string of JSON (RFC 8259, section 7). UTF-8 stays raw: only '"', '\\' and the characters below U+0020 are
// escaped; what is no UTF-8 is mended.
//
// Tested by tests/emit/json_test.cpp.
#pragma once

#include <string_view>

#include "emit/text_buffer.h"

namespace thresh::emit {

// With its quotes.
void add_json_string(std::string_view words, TextBuffer& out);

}  // namespace thresh::emit
