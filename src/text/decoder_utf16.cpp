// UTF-16 (Encoding, section 14.2), either byte order. See charset_decoder.h.
//
// A surrogate without its partner is one error; so is whatever the bytes end in that is no whole character.
#include "text/charset_decoder.h"

namespace thresh::text {
namespace {

bool is_lead(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_trail(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// `high`: which byte of a unit is the higher one, 0 or 1.
void decode(std::string_view bytes, std::size_t high, Utf8Writer& out) {
  const auto unit_at = [&](std::size_t at) -> char32_t {
    const auto byte = [&](std::size_t i) -> char32_t { return static_cast<std::uint8_t>(bytes[at + i]); };
    return (byte(high) << 8) | byte(1 - high);
  };
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    out.boundary(at);
    const char32_t unit = unit_at(at);
    if (is_lead(unit) && at + 4 <= bytes.size() && is_trail(unit_at(at + 2))) {
      out.put(0x10000 + ((unit - 0xD800) << 10) + (unit_at(at + 2) - 0xDC00));
      at += 4;
    } else if (is_lead(unit) && at + 3 == bytes.size()) {
      out.replacement();  // half a character and half a unit are one error
      return;
    } else {
      if (is_lead(unit) || is_trail(unit)) {
        out.replacement();
      } else {
        out.put(unit);
      }
      at += 2;
    }
  }
  out.boundary(at);
  if (at < bytes.size()) out.replacement();
}

}  // namespace

void decoders::utf16be(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) { decode(bytes, 0, out); }
void decoders::utf16le(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) { decode(bytes, 1, out); }

}  // namespace thresh::text
