// See json_string.h. A text is looked at in one go: most hold nothing that is escaped, and are copied in one piece.
#include "emit/json_string.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/utf8.h"

namespace thresh::emit {
namespace {

// The bytes of a string that are written otherwise than as they are (RFC 8259, section 7).
constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

constexpr std::size_t kWord = 8;  // bytes that are looked at together
constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kWord);
  return word;
}

// Not 0 where one of eight bytes is escaped, by arithmetic on all of them at once: a byte below n borrows from its high
// bit.
std::uint64_t escaped_in(std::uint64_t word) {
  const std::uint64_t quotes = word ^ (kOnes * '"'), backslashes = word ^ (kOnes * '\\');
  const std::uint64_t below = (word - kOnes * 0x20) | (quotes - kOnes) | (backslashes - kOnes);
  return below & ~word & kHighs;
}

// How many bytes at the start are written as they are.
std::size_t unescaped_length(std::string_view text) {
  std::size_t at = 0;
  while (at + kWord <= text.size() && escaped_in(word_at(text.data() + at)) == 0) at += kWord;
  while (at < text.size() && !kEscaped[static_cast<std::uint8_t>(text[at])]) ++at;
  return at;
}

bool is_special(std::uint64_t word) { return ((word & kHighs) | escaped_in(word)) != 0; }

// Copies fewer than eight bytes; whether nothing of them is special.
bool copy_few(std::string_view text, char* out) {
  bool special = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out[i] = text[i];
    special |= kEscaped[static_cast<std::uint8_t>(text[i])] || static_cast<std::uint8_t>(text[i]) >= 0x80;
  }
  return !special;
}

// Copies a text as far as it is ASCII of which nothing is escaped; whether all of it is. The last eight bytes are
// looked at together, some of them twice.
bool copy_plain(std::string_view text, char* out) {
  if (text.size() < kWord) return copy_few(text, out);
  const std::size_t last = text.size() - kWord;
  for (std::size_t at = 0;; at = std::min(at + kWord, last)) {
    const std::uint64_t word = word_at(text.data() + at);
    if (is_special(word)) return false;
    std::memcpy(out + at, &word, kWord);
    if (at == last) return true;
  }
}

// The letter that stands for a byte behind a backslash; 0 where there is none.
constexpr std::array<char, 256> kLetters = [] {
  constexpr std::string_view kBytes = "\"\\\b\f\n\r\t", kTheirs = "\"\\bfnrt";
  std::array<char, 256> letters{};
  for (std::size_t i = 0; i < kBytes.size(); ++i) letters[static_cast<std::uint8_t>(kBytes[i])] = kTheirs[i];
  return letters;
}();

void add_escape(char c, TextBuffer& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::size_t kLongest = 6;
  const auto byte = static_cast<std::uint8_t>(c);
  char* const begin = out.room(kLongest);
  begin[0] = '\\';
  begin[1] = kLetters[byte];
  if (begin[1] != 0) return out.grow_to(begin + 2);
  std::memcpy(begin + 1, "u00", 3);
  begin[4] = kDigits[byte >> 4];
  begin[5] = kDigits[byte & 0xF];
  out.grow_to(begin + kLongest);
}

// `words`: well-formed UTF-8.
void add_escaped(std::string_view words, TextBuffer& out) {
  while (true) {
    const std::size_t plain = unescaped_length(words);
    out.add(words.substr(0, plain));
    if (plain == words.size()) return;
    add_escape(words[plain], out);
    words.remove_prefix(plain + 1);
  }
}

}  // namespace

void add_json_string(std::string_view words, TextBuffer& out) {
  char* const begin = out.room(words.size() + 2);
  begin[0] = '"';
  if (copy_plain(words, begin + 1)) {
    begin[words.size() + 1] = '"';
    return out.grow_to(begin + words.size() + 2);
  }
  out.add('"');
  base::is_utf8(words) ? add_escaped(words, out) : add_escaped(base::repaired(words), out);
  out.add('"');
}

}  // namespace thresh::emit
