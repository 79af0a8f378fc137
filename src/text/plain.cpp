// See plain.h.
#include "text/plain.h"

#include <algorithm>
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
Block look_at(const char* bytes, char stop) {
  Block block;
  for (std::size_t i = 0; i < kPlainBlock; ++i) {
    const auto byte = static_cast<std::int8_t>(bytes[i]);
    const bool blank = byte == ' ' || static_cast<std::uint8_t>(byte - '\t') <= '\r' - '\t';
    block.shown = static_cast<std::uint8_t>(block.shown + ((byte > ' ') & (byte != 0x7F) & (byte != stop)));
    block.blank = static_cast<std::uint8_t>(block.blank + blank);
  }
  return block;
}

constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
constexpr std::size_t kWord = sizeof(std::uint64_t);

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kWord);
  return word;
}

// The same of eight bytes, by arithmetic on all of them at once, the answers in their high bits. A sum carries into the
// next byte only beyond ASCII, and then nothing is plain.
struct Word {
  std::uint64_t shown = 0, blank = 0;

  Word(std::uint64_t word, char stop) {
    const std::uint64_t at_space = word + kOnes * (0x80 - ' '), behind_space = word + kOnes * (0x80 - ' ' - 1);
    const std::uint64_t at_tab = word + kOnes * (0x80 - '\t'), behind_return = word + kOnes * (0x80 - '\r' - 1);
    const std::uint64_t at_delete = word + kOnes;
    const std::uint64_t differs = (word ^ (kOnes * static_cast<std::uint8_t>(stop))) + kOnes * 0x7F;  // from `stop`
    shown = behind_space & ~at_delete & differs & ~word & kHighs;
    blank = ((at_tab & ~behind_return) | (at_space & ~behind_space)) & ~word & kHighs;
  }
  bool is_plain() const { return (shown | blank) == kHighs; }
  std::size_t characters() const { return ((shown >> 7) * kOnes) >> 56; }
};

// Goes on to the first byte that is not plain.
PlainStart with_single_bytes(PlainStart start, std::string_view text, char stop) {
  for (; start.size < text.size(); ++start.size) {
    const char c = text[start.size];
    const bool shown = c > ' ' && c < 0x7F && c != stop;
    if (!shown && c != ' ' && (c < '\t' || c > '\r')) break;
    start.characters += shown;
  }
  return start;
}

// Goes on to the end of a text, or to the first word of it that is not plain. The last word is filled up with spaces.
PlainStart with_words(PlainStart start, std::string_view text, char stop) {
  for (; text.size() - start.size >= kWord; start.size += kWord) {
    const Word word(word_at(text.data() + start.size), stop);
    if (!word.is_plain()) return start;
    start.characters += word.characters();
  }
  std::uint64_t last = kOnes * ' ';
  std::memcpy(&last, text.data() + start.size, text.size() - start.size);
  const Word word(last, stop);
  return word.is_plain() ? PlainStart{text.size(), start.characters + word.characters()} : start;
}

// Whether eight bytes are white space of ASCII, by arithmetic on all of them at once. A sum carries into the next byte
// only where the answer is no.
bool is_blank_word(std::uint64_t word) {
  constexpr std::uint64_t kBehindSpace = kOnes * (0x80 - ' ' - 1);
  if (((word | (word + kBehindSpace)) & kHighs) != 0) return false;
  const std::uint64_t space = word + kOnes * (0x80 - ' ');
  const std::uint64_t from_tab = word + kOnes * (0x80 - '\t'), behind_return = word + kOnes * (0x80 - '\r' - 1);
  return (((from_tab & ~behind_return) | space) & kHighs) == kHighs;
}

}  // namespace

PlainStart plain_start(std::string_view text, char stop) {
  PlainStart start;
  for (; text.size() - start.size >= kPlainBlock; start.size += kPlainBlock) {
    const Block block = look_at(text.data() + start.size, stop);
    if (!block.is_plain()) break;
    start.characters += block.shown;
  }
  if (start.size == text.size()) return start;
  return with_single_bytes(with_words(start, text, stop), text, stop);
}

std::optional<std::size_t> count_plain(std::string_view text) {
  const PlainStart start = plain_start(text);
  return start.size == text.size() ? std::optional(start.characters) : std::nullopt;
}

// The last eight bytes are looked at together, some of them twice.
bool is_blank_throughout(std::string_view text) {
  if (text.size() < kWord) {
    return std::ranges::all_of(text, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
  }
  const std::size_t last = text.size() - kWord;
  for (std::size_t at = 0;; at = std::min(at + kWord, last)) {
    if (!is_blank_word(word_at(text.data() + at))) return false;
    if (at == last) return true;
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
