// See fold.h.
#include "normalize/fold.h"

#include "text/unicode.h"

namespace thresh::normalize {

std::string folded(std::string_view text) {
  // The full-width forms of ASCII (U+FF01 to U+FF5E) start with the byte EF in UTF-8.
  if (text.find('\xEF') == std::string_view::npos) return text::fold(text);
  constexpr char32_t kFirst = 0xFF01, kLast = 0xFF5E, kAway = 0xFEE0;
  std::string narrow;
  narrow.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    const bool wide = c.value >= kFirst && c.value <= kLast;
    text::append_utf8(narrow, wide ? c.value - kAway : c.value);
    at += c.length;
  }
  return text::fold(narrow);
}

}  // namespace thresh::normalize
