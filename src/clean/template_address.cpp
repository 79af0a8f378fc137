// See template_address.h.
#include "clean/template_address.h"

#include <algorithm>
#include <string>

#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongest = 2000;  // bytes that are looked at

// The escapes of signs that templates are written with, and of the blanks inside of them.
char escaped_sign(std::string_view two) {
  const std::string lower = text::ascii_lower(two);
  if (lower == "7b") return '{';
  if (lower == "7d") return '}';
  if (lower == "5b") return '[';
  if (lower == "5d") return ']';
  if (lower == "3c") return '<';
  if (lower == "3e") return '>';
  if (lower == "25") return '%';
  if (lower == "20") return ' ';
  if (lower == "24") return '$';
  if (lower == "7c") return '|';
  return 0;
}

std::string with_signs(std::string_view address) {
  std::string out;
  for (std::size_t at = 0; at < address.size(); ++at) {
    const char sign = address[at] == '%' ? escaped_sign(address.substr(at + 1, 2)) : char{0};
    out += sign != 0 ? sign : address[at];
    if (sign != 0) at += 2;
  }
  return out;
}

bool holds_pair(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t at = text.find(open);
  return at != std::string_view::npos && text.find(close, at + open.size()) != std::string_view::npos;
}

// What scripts print where they have nothing, as a segment of the path or instead of it.
bool holds_printed_nothing(std::string_view address) {
  std::string_view path = address.substr(0, std::min(address.find('?'), address.find('#')));
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment == "undefined" || segment == "null" || segment == "NaN" || segment.starts_with("[object ")) return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

bool template_address(std::string_view address) {
  const std::string_view written = text::trim(address).substr(0, kLongest);
  const bool escaped = written.contains('%');
  const std::string unescaped = escaped ? with_signs(written) : std::string();
  const std::string_view plain = escaped ? unescaped : written;
  return holds_pair(plain, "{", "}") || holds_pair(plain, "<%", "%>") || holds_pair(plain, "[[", "]]") ||
         holds_pair(plain, "*|", "|*") || holds_printed_nothing(plain);
}

}  // namespace thresh::clean
