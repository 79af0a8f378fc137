// See yaml_text.h.
#include "rules/yaml_text.h"

#include "text/unicode.h"

namespace thresh::rules {

std::string yaml_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    const bool is_control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0);
    const bool is_break = c.value == 0x2028 || c.value == 0x2029 || c.value == 0xFEFF;
    if (is_control || is_break) {
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(c.value >> shift) & 0xF];
    } else {
      if (c.value == '"' || c.value == '\\') out += '\\';
      out += text.substr(at, c.length);
    }
    at += c.length;
  }
  return out + '"';
}

}  // namespace thresh::rules
