// See utf8.h. ASCII, the common case, goes by 32 bytes at a time.
#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace thresh::base {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080U;

// Whether so many words of eight bytes are ASCII.
template <std::size_t kWords>
bool are_ascii(const char* bytes) {
  std::uint64_t words[kWords], all = 0;
  std::memcpy(words, bytes, sizeof(words));
  for (const std::uint64_t word : words) all |= word;
  return (all & kHighBits) == 0;
}

}  // namespace

Sequence sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint8_t low = 0x80;  // the range of the second byte keeps out overlong forms, surrogates, too large values
  std::uint8_t high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (std::size_t i = 1; i < wanted; ++i) {
    if (at + i == text.size() || byte(i) < low || byte(i) > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {wanted, true};
}

std::size_t sequence_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const Sequence sequence = sequence_at(text, at);
  return sequence.sound ? sequence.length : 0;
}

char32_t code_point(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(sequence[i]); };
  if (sequence.size() == 1) return byte(0);
  char32_t value = byte(0) & (0xFFu >> (sequence.size() + 1));  // the lead byte's bits behind its length
  for (std::size_t i = 1; i < sequence.size(); ++i) value = (value << 6) | (byte(i) & 0x3Fu);
  return value;
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  while (at + 32 <= text.size() && are_ascii<4>(text.data() + at)) at += 32;
  while (at + 8 <= text.size() && are_ascii<1>(text.data() + at)) at += 8;
  while (at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80) ++at;
  return at;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = skip_ascii(text, 0); i < text.size(); i = skip_ascii(text, i)) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string_view prefix(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<std::uint8_t>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Sequence sequence = sequence_at(text, at);
    out += sequence.sound ? text.substr(at, sequence.length) : std::string_view("\uFFFD");
    at += sequence.length;
  }
  return out;
}

}  // namespace thresh::base
