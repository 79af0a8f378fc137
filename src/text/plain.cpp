// See plain.h.
#include "text/plain.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "text/unicode.h"

namespace thresh::text {

namespace {

// Of a block's bytes, how many are printable, and how many are white space.
struct Block {
  std::uint8_t shown = 0, blank = 0;
  bool is_plain() const { return shown + blank == kPlainBlock; }
};

// No branch inside and a size that is known, so that compilers make vector code of it.
Block look_at(const char* bytes) {
  Block block;
  for (std::size_t i = 0; i < kPlainBlock; ++i) {
    const auto byte = static_cast<std::int8_t>(bytes[i]);
    const bool blank = byte == ' ' || static_cast<std::uint8_t>(byte - '\t') <= '\r' - '\t';
    block.shown = static_cast<std::uint8_t>(block.shown + ((byte > ' ') & (byte != 0x7F)));
    block.blank = static_cast<std::uint8_t>(block.blank + blank);
  }
  return block;
}

// Fewer bytes than a block has.
Block look_at_rest(std::string_view text) {
  std::array<char, kPlainBlock> padded;
  padded.fill(' ');
  std::ranges::copy(text, padded.begin());
  return look_at(padded.data());
}

}  // namespace

std::optional<std::size_t> count_plain(std::string_view text) {
  std::size_t count = 0;
  for (; text.size() >= kPlainBlock; text.remove_prefix(kPlainBlock)) {
    const Block block = look_at(text.data());
    if (!block.is_plain()) return std::nullopt;
    count += block.shown;
  }
  if (text.empty()) return count;
  const Block rest = look_at_rest(text);
  if (!rest.is_plain()) return std::nullopt;
  return count + rest.shown;
}

// What is blank is mostly the indentation of a page's source: spaces by the dozen.
bool is_blank(std::string_view text) {
  constexpr std::string_view kSpaces = "        ";
  const char* at = text.data();
  const char* const end = at + text.size();
  while (true) {
    while (end - at >= std::ssize(kSpaces) && std::memcmp(at, kSpaces.data(), kSpaces.size()) == 0)
      at += kSpaces.size();
    if (at == end) return true;
    if (*at != ' ' && (*at < '\t' || *at > '\r')) return false;
    ++at;
  }
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
