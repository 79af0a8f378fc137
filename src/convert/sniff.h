// What an input is, by its bytes: HTML, a plain-text dump, something that is no page, or nothing.
//
// Tested by tests/convert/sniff_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace thresh::convert {

enum class PageKind : std::uint8_t { kHtml, kText, kBinary, kEmpty };

std::string_view name(PageKind kind);  // "html", "text", "binary", "empty"

// `input_name`: the input's name, whose extension decides where the bytes leave it open.
PageKind sniff(std::string_view bytes, std::string_view input_name);

// Whether decoded text is no text after all: more than one control character in a hundred.
bool reads_as_binary(std::string_view text);

}  // namespace thresh::convert
