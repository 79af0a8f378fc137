// See printable.h.
#include "base/printable.h"

#include <cstddef>

#include "base/utf8.h"

namespace thresh::base {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kLineEnd = "\xE2\x8F\x8E";  // U+23CE

bool is_control(char32_t c) {
  const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool bidirectional =
      c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return c0_or_c1 || bidirectional;
}

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029; }

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    const std::string_view sequence = text.substr(at, length);
    if (length == 1 && text[at] == '\t') {
      out += ' ';
    } else if (length != 0 && is_line_end(code_point(sequence))) {
      if (!text.substr(at).starts_with("\r\n")) out += kLineEnd;  // of the two the second one is shown
    } else if (length == 0 || is_control(code_point(sequence))) {
      out += kReplacement;
    } else {
      out += sequence;
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

}  // namespace thresh::base
