// The multi-byte encodings of East Asia but ISO-2022-JP: gb18030 and GBK (Encoding, section 10.2), Big5 (11.1), EUC-JP
// (12.1), Shift_JIS (12.3), EUC-KR (13.1). See charset_decoder.h.
//
// In all of them a lead byte and a trail byte make a "pointer" into an index. Where they do not, a trail byte that is
// ASCII is read again ("restored", as the standard says), any other is part of the error.
#include <array>

#include "text/charset_decoder.h"
#include "text/charset_index_icu.h"

namespace thresh::text {
namespace {

constexpr std::size_t kNoPointer = SIZE_MAX;
constexpr char32_t kHalfwidthKatakana = 0xFF61 - 0xA1;  // to be added to a byte from A1 to DF

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

bool is_between(unsigned byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

// An error whose lead byte stands at `at`; where reading goes on.
std::size_t skip_bad_pair(std::string_view bytes, std::size_t at, Utf8Writer& out) {
  out.replacement();
  const bool restored = at + 1 >= bytes.size() || byte_at(bytes, at + 1) < 0x80;
  return at + (restored ? 1 : 2);
}

// Reads the pair at `at`; where reading goes on.
std::size_t read_pair(std::string_view bytes, std::size_t at, const Index& index, std::size_t pointer,
                      Utf8Writer& out) {
  const char32_t c = pointer < index.size() ? index[pointer] : 0;
  if (c == 0) return skip_bad_pair(bytes, at, out);
  out.put(c);
  return at + 2;
}

// Runs over `bytes`: ASCII is copied, `character` reads anything else at an offset and tells where to go on.
template <class Character>
void for_each_character(std::string_view bytes, Utf8Writer& out, const Character& character) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (byte_at(bytes, at) < 0x80) {
      at = out.ascii(bytes, at);
    } else {
      out.boundary(at);
      at = character(at);
    }
  }
}

std::size_t gbk_pointer(unsigned lead, unsigned trail) {
  if (!is_between(trail, 0x40, 0xFE) || trail == 0x7F) return kNoPointer;
  return (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
}

// "index gb18030 ranges code point" (section 5); 0 for none.
char32_t four_byte_character(std::size_t pointer) {
  const Index& plane = gb18030_ranges();
  if (pointer < plane.size()) return plane[pointer];
  constexpr std::size_t kSupplementary = 189'000;
  constexpr std::size_t kLast = 1'237'575;
  if (pointer < kSupplementary || pointer > kLast) return 0;
  return static_cast<char32_t>(0x10000 + pointer - kSupplementary);
}

// A lead byte and a digit: four bytes if all is well. If not, the lead byte is the error and the three behind it are
// read again. Those are no place to cut at, since cut bytes could be taken for the start of a character.
std::size_t read_four_bytes(std::string_view bytes, std::size_t at, Utf8Writer& out) {
  const std::string_view four = bytes.substr(at, 4);
  const bool third_fits = four.size() < 3 || is_between(byte_at(four, 2), 0x81, 0xFE);
  const bool fits = third_fits && (four.size() < 4 || is_between(byte_at(four, 3), 0x30, 0x39));
  if (fits && four.size() < 4) {
    out.replacement();
    return bytes.size();
  }
  if (fits) {
    const std::array<std::size_t, 4> b = {byte_at(four, 0) - 0x81u, byte_at(four, 1) - 0x30u, byte_at(four, 2) - 0x81u,
                                          byte_at(four, 3) - 0x30u};
    const char32_t c = four_byte_character(((b[0] * 10 + b[1]) * 126 + b[2]) * 10 + b[3]);
    if (c == 0) {
      out.replacement();
    } else {
      out.put(c);
    }
    return at + 4;
  }
  out.replacement();
  out.put(byte_at(four, 1));
  const unsigned third = byte_at(four, 2);
  if (third < 0x80) {
    out.put(third);
  } else if (!third_fits) {  // 80 or FF
    if (third == 0x80) {
      out.put(U'€');
    } else {
      out.replacement();
    }
  } else {
    const std::size_t next = read_pair(bytes, at + 2, gb18030_index(), gbk_pointer(third, byte_at(four, 3)), out);
    if (next == at + 3) out.put(byte_at(four, 3));
    return at + 4;
  }
  return at + 3;
}

std::size_t big5_pointer(unsigned lead, unsigned trail) {
  if (!is_between(trail, 0x40, 0x7E) && !is_between(trail, 0xA1, 0xFE)) return kNoPointer;
  return (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
}

// The pairs of Big5 that stand for a letter and a mark.
bool put_two_code_points(std::size_t pointer, Utf8Writer& out) {
  const char32_t letter = pointer == 1133 || pointer == 1135 ? 0x00CA : 0x00EA;
  const char32_t mark = pointer == 1133 || pointer == 1164 ? 0x0304 : 0x030C;
  if (pointer != 1133 && pointer != 1135 && pointer != 1164 && pointer != 1166) return false;
  out.put(letter);
  out.put(mark);
  return true;
}

std::size_t shift_jis_pointer(unsigned lead, unsigned trail) {
  if (!is_between(trail, 0x40, 0xFC) || trail == 0x7F) return kNoPointer;
  return (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41);
}

std::size_t euc_jp_pointer(unsigned lead, unsigned trail) {
  if (!is_between(lead, 0xA1, 0xFE) || !is_between(trail, 0xA1, 0xFE)) return kNoPointer;
  return (lead - 0xA1) * 94 + trail - 0xA1;
}

// Three bytes of JIS X 0212, the first of them 8F. Where the second fits, it is part of the error, too.
std::size_t read_jis0212(std::string_view bytes, std::size_t at, const Index& index, Utf8Writer& out) {
  if (at + 1 >= bytes.size() || !is_between(byte_at(bytes, at + 1), 0xA1, 0xFE)) return skip_bad_pair(bytes, at, out);
  const unsigned trail = at + 2 < bytes.size() ? byte_at(bytes, at + 2) : 0;
  return read_pair(bytes, at + 1, index, euc_jp_pointer(byte_at(bytes, at + 1), trail), out);
}

}  // namespace

void decoders::gb18030(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) {
  const Index& index = gb18030_index();
  for_each_character(bytes, out, [&](std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    if (lead == 0x80) return out.put(U'€'), at + 1;
    if (lead == 0xFF) return out.replacement(), at + 1;
    const unsigned trail = at + 1 < bytes.size() ? byte_at(bytes, at + 1) : 0;
    if (is_between(trail, 0x30, 0x39)) return read_four_bytes(bytes, at, out);
    return read_pair(bytes, at, index, gbk_pointer(lead, trail), out);
  });
}

void decoders::big5(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) {
  const Index& index = big5_index();
  for_each_character(bytes, out, [&](std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    if (!is_between(lead, 0x81, 0xFE)) return out.replacement(), at + 1;
    const std::size_t pointer = at + 1 < bytes.size() ? big5_pointer(lead, byte_at(bytes, at + 1)) : kNoPointer;
    return put_two_code_points(pointer, out) ? at + 2 : read_pair(bytes, at, index, pointer, out);
  });
}

void decoders::euc_jp(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) {
  const Index& index = jis0208_index();
  const Index& supplement = jis0212_index();
  for_each_character(bytes, out, [&](std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    const unsigned trail = at + 1 < bytes.size() ? byte_at(bytes, at + 1) : 0;
    if (lead == 0x8E && is_between(trail, 0xA1, 0xDF)) return out.put(kHalfwidthKatakana + trail), at + 2;
    if (lead == 0x8F) return read_jis0212(bytes, at, supplement, out);
    if (lead != 0x8E && !is_between(lead, 0xA1, 0xFE)) return out.replacement(), at + 1;
    return read_pair(bytes, at, index, euc_jp_pointer(lead, trail), out);
  });
}

void decoders::shift_jis(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) {
  const Index& index = jis0208_index();
  for_each_character(bytes, out, [&](std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    if (lead == 0x80) return out.put(lead), at + 1;
    if (is_between(lead, 0xA1, 0xDF)) return out.put(kHalfwidthKatakana + lead), at + 1;
    if (lead == 0xA0 || lead > 0xFC) return out.replacement(), at + 1;
    const std::size_t pointer = at + 1 < bytes.size() ? shift_jis_pointer(lead, byte_at(bytes, at + 1)) : kNoPointer;
    return read_pair(bytes, at, index, pointer, out);
  });
}

void decoders::euc_kr(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) {
  const Index& index = euc_kr_index();
  for_each_character(bytes, out, [&](std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    if (!is_between(lead, 0x81, 0xFE)) return out.replacement(), at + 1;
    const unsigned trail = at + 1 < bytes.size() ? byte_at(bytes, at + 1) : 0;
    const std::size_t pointer = is_between(trail, 0x41, 0xFE) ? (lead - 0x81) * 190 + trail - 0x41 : kNoPointer;
    return read_pair(bytes, at, index, pointer, out);
  });
}

}  // namespace thresh::text
