// The decoders of the WHATWG Encoding standard (sections 8 to 14), by their names.
//
// Each turns any bytes into valid UTF-8; what means nothing becomes U+FFFD just as often as the standard tells, and
// what follows it is read as the standard tells. They look for no byte order mark.
//
// Tested by tests/text/decode_test.cpp, offset_map_test.cpp and charset_index_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/utf8_writer.h"

namespace thresh::text {

// A decoder, and the table that it looks bytes up in (of single-byte encodings; the others know their own).
struct Decoder {
  void (*run)(const std::uint32_t* table, std::string_view bytes, Utf8Writer& out) = nullptr;
  const std::uint32_t* table = nullptr;

  void operator()(std::string_view bytes, Utf8Writer& out) const { run(table, bytes, out); }
};

// `charset`: a WHATWG name in lower case. One that has no decoder ("replacement") is taken for windows-1252, so that
// every byte is accounted for.
Decoder decoder_of(std::string_view charset);

struct Converted {
  std::string text;          // valid UTF-8
  std::size_t replaced = 0;  // how many U+FFFD stand for bytes that mean nothing in the encoding
};

Converted convert(std::string_view bytes, std::string_view charset);

// The decoders themselves. Only decoder_of needs to know them one by one.
namespace decoders {
void utf8(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void single_byte(const std::uint32_t* table, std::string_view bytes, Utf8Writer& out);
void gb18030(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void big5(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void euc_jp(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void iso_2022_jp(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void shift_jis(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void euc_kr(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void utf16be(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
void utf16le(const std::uint32_t*, std::string_view bytes, Utf8Writer& out);
}  // namespace decoders

}  // namespace thresh::text
