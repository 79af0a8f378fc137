// See plain.h.
#include "text/plain.h"

#include <algorithm>
#include <cstdint>

#include "text/unicode.h"

namespace thresh::text {

// The inner loop has no branch and counts in bytes, so that compilers make vector code of it.
std::optional<std::size_t> count_plain(std::string_view text) {
  constexpr std::size_t kBlock = 128;  // a count of it fits a byte
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    const std::string_view block = text.substr(at, kBlock);
    std::uint8_t shown = 0, other = 0;
    for (const char c : block) {
      const auto byte = static_cast<std::uint8_t>(c);
      const bool printable = static_cast<std::uint8_t>(byte - 0x21) <= 0x7E - 0x21;
      const bool blank = byte == ' ' || static_cast<std::uint8_t>(byte - '\t') <= '\r' - '\t';
      shown = static_cast<std::uint8_t>(shown + printable);
      other = static_cast<std::uint8_t>(other | !(printable | blank));
    }
    if (other != 0) return std::nullopt;
    count += shown;
  }
  return count;
}

std::size_t count_characters(std::string_view text) {
  if (const auto count = count_plain(text)) return *count;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    count += !is_space(point.value);
    at += point.length;
  }
  return count;
}

std::size_t offset_of_character(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = code_point_at(text, at);
    if (!is_space(point.value) && index-- == 0) break;
    at += point.length;
  }
  return at;
}

}  // namespace thresh::text
