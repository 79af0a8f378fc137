// See plain.h.
#include "text/plain.h"

#include <bit>
#include <cstdint>

#include "base/sixteen.h"
#include "text/unicode.h"

namespace thresh::text {

namespace {

using base::Sixteen;
constexpr std::size_t kWidth = Sixteen::kWidth;

// Which bytes of a block are printable, and which are white space.
struct Block {
  Sixteen::Mask shown, blank;

  Block(const Sixteen& bytes, char stop)
      : shown(bytes.ascii_above(' ') & ~(bytes.equal('\x7F') | bytes.equal(stop))), blank(blank_of(bytes)) {}

  static Sixteen::Mask blank_of(const Sixteen& bytes) { return bytes.equal(' ') | bytes.between('\t', '\r'); }
  bool is_plain() const { return Sixteen::all(shown | blank); }
};

// The bytes of a text from `at` on, as many as there are up to sixteen; spaces behind them.
Sixteen bytes_at(std::string_view text, std::size_t at) {
  const std::size_t left = text.size() - at;
  return left >= kWidth ? Sixteen::load(text.data() + at) : Sixteen::load_few(text.data() + at, left, ' ');
}

// What stands in a block before the first byte that is not plain.
PlainStart start_of(const Block& block) {
  const std::uint32_t shown = Sixteen::bits(block.shown);
  const auto size = static_cast<std::size_t>(std::countr_one(shown | Sixteen::bits(block.blank)));
  return {size, static_cast<std::size_t>(std::popcount(shown & ((1u << size) - 1)))};
}

}  // namespace

PlainStart plain_start(std::string_view text, char stop) {
  Sixteen::Count characters;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto stopped_at = [&](const Block& block) {
    const PlainStart last = start_of(block);
    return PlainStart{static_cast<std::size_t>(at - text.data()) + last.size, characters.total() + last.characters};
  };
  for (; static_cast<std::size_t>(end - at) >= kWidth; at += kWidth) {
    const Block block(Sixteen::load(at), stop);
    if (!block.is_plain()) return stopped_at(block);
    characters.add(block.shown);
  }
  if (at != end) {
    const Block block(Sixteen::load_few(at, static_cast<std::size_t>(end - at), ' '), stop);
    if (!block.is_plain()) return stopped_at(block);
    characters.add(block.shown);
  }
  return {text.size(), characters.total()};
}

std::optional<std::size_t> count_plain(std::string_view text) {
  const PlainStart start = plain_start(text);
  return start.size == text.size() ? std::optional(start.characters) : std::nullopt;
}

bool is_blank_throughout(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += kWidth) {
    if (!Sixteen::all(Block::blank_of(bytes_at(text, at)))) return false;
  }
  return true;
}

namespace {

bool is_blank_byte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t blanks_before(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += kWidth) {
    const Sixteen::Mask shown = ~Block::blank_of(bytes_at(text, at));
    if (Sixteen::any(shown)) return at + Sixteen::first(shown);
  }
  return text.size();
}

// The first byte of the text is shown.
std::size_t blanks_behind(std::string_view text) {
  std::size_t left = text.size();
  for (; left >= kWidth; left -= kWidth) {
    const Sixteen::Mask shown = ~Block::blank_of(Sixteen::load(text.data() + left - kWidth));
    if (Sixteen::any(shown)) return text.size() - (left - kWidth + Sixteen::last(shown) + 1);
  }
  while (is_blank_byte(text[left - 1])) --left;
  return text.size() - left;
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  if (!text.empty() && is_blank_byte(text.front())) text.remove_prefix(blanks_before(text));
  if (!text.empty() && is_blank_byte(text.back())) text.remove_suffix(blanks_behind(text));
  return text;
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
