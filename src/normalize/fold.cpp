// See fold.h.
#include "normalize/fold.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::normalize {

namespace {

// The character of ASCII that another one stands for: a full-width form, a digit or a sign of Arabic or Persian.
char32_t ascii_form(char32_t c) {
  constexpr char32_t kFirst = 0xFF01, kLast = 0xFF5E, kAway = 0xFEE0;
  if (c >= kFirst && c <= kLast) return c - kAway;
  if (c >= 0x0660 && c <= 0x0669) return c - 0x0660 + U'0';
  if (c >= 0x06F0 && c <= 0x06F9) return c - 0x06F0 + U'0';
  switch (c) {
    case 0x060C:  // comma
    case 0x066B:  // decimal sign
      return U',';
    case 0x066C:  // between thousands
      return U'\'';
    case 0x066A:
      return U'%';
    case 0x061B:
      return U';';
    default:
      return c;
  }
}

}  // namespace

std::string folded(std::string_view text) {
  // The full-width forms of ASCII (U+FF01 to U+FF5E) start with the byte EF in UTF-8, Arabic letters and digits with D8
  // to DB.
  const auto may_change = [](char c) { return c == '\xEF' || (c >= '\xD8' && c <= '\xDB'); };
  if (std::ranges::none_of(text, may_change)) return text::fold(text);
  std::string narrow;
  narrow.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    text::append_utf8(narrow, ascii_form(c.value));
    at += c.length;
  }
  return text::fold(narrow);
}

}  // namespace thresh::normalize
