// Bytes to UTF-8: which encoding a page is in, and the page in UTF-8.
//
// The order is that of the WHATWG Encoding and HTML standards (section 13.2.3.1): byte order mark, what the transport
// says, what the page declares in its head, and for a page that says nothing, detection (UTF-16 by its zero bytes,
// valid UTF-8, then how likely the letters are; see charset_detection.h). Decoders and labels are those of the WHATWG
// standard, from ICU's tables. A page that is UTF-8 already is not copied. Where the bytes clearly contradict what is
// said of them (perfect UTF-8 labelled Latin-1; a page labelled UTF-8 that is not), the bytes win, and `from` is
// kDetection; decode.cpp has the rules.
//
// Tested by tests/text/decode_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "text/offset_map.h"

namespace thresh::text {

enum class CharsetFrom : std::uint8_t { kByteOrderMark, kTransport, kDeclaration, kDetection };

std::string_view name(CharsetFrom from);  // "byte_order_mark", "transport", "declaration", "detection"

struct Decoded {
  std::string_view text;  // valid UTF-8 without a byte order mark; a view of the input or of the arena
  std::string charset;    // the WHATWG name in lower case: "utf-8", "windows-1252", "shift_jis"
  CharsetFrom from = CharsetFrom::kDetection;
  std::string contradicted = {};  // the name of the encoding that was said, where the bytes were believed instead
  std::size_t replaced = 0;       // how many U+FFFD stand for bytes that could not be read
  OffsetMap map;                  // where in the input the text comes from
};

// Decodes a page. `transport_label`: the charset parameter of a Content-Type header, may be empty. `is_html`: whether
// a <meta> declaration counts. Never fails: what cannot be read becomes U+FFFD and is counted.
// The result views `bytes` or `arena`, which must outlive it.
Decoded decode(std::string_view bytes, bool is_html, std::string_view transport_label, base::Arena& arena);

// The WHATWG encoding name (lower case) that a label stands for ("latin1" is "windows-1252"); empty if unknown.
std::string_view charset_of_label(std::string_view label);

}  // namespace thresh::text
