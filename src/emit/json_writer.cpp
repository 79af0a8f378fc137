// See json_writer.h. A text is looked at in one go: most hold nothing that is escaped, and are copied in one piece.
#include "emit/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "base/utf8.h"
#include "emit/number.h"
#include "emit/walk.h"

namespace thresh::emit {
namespace {

// The bytes of a string that are written otherwise than as they are (RFC 8259, section 7).
constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

constexpr std::size_t kWord = 8;         // bytes that are looked at together
constexpr std::size_t kNumberSize = 20;  // the longest integer: "-9223372036854775808"

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
  std::array<char, kWord> padded;
  padded.fill(' ');
  for (std::size_t i = 0; i < text.size(); ++i) padded[i] = out[i] = text[i];
  return !is_special(word_at(padded.data()));
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

}  // namespace

namespace {

template <class Node>
std::string text_of(const Node& node) {
  JsonWriter writer(JsonWriter::Layout::kCompact);
  writer.write(node);
  return std::string(writer.text());
}

}  // namespace

std::string json_text(const record::Value& value) { return text_of(value); }
std::string json_text(const record::Map& map) { return text_of(map); }

void JsonWriter::write(const record::Map& map) {
  if (in_list_) begin_child();
  walk(map, *this);
}

void JsonWriter::write(const record::Value& value) {
  if (in_list_) begin_child();
  walk(value, *this);
}

void JsonWriter::begin_list() {
  open(false, 0);
  in_list_ = true;
}

void JsonWriter::end_list() {
  in_list_ = false;
  close(false);
}

void JsonWriter::open(bool map, std::size_t) {
  text_.add(map ? '{' : '[');
  ++depth_;
  first_ = true;
}

void JsonWriter::close(bool map) {
  --depth_;
  if (!first_) end_line();
  text_.add(map ? '}' : ']');
  first_ = false;
}

void JsonWriter::begin_child() {
  if (!first_) text_.add(',');
  end_line();
  first_ = false;
}

void JsonWriter::end_line() {
  if (!pretty_) return;
  text_.add('\n');
  for (std::size_t i = 0; i < depth_; ++i) text_.add("  ");
}

void JsonWriter::key(const std::string& key) {
  begin_child();
  add_string(key);
  text_.add(':');
  if (pretty_) text_.add(' ');
}

void JsonWriter::leaf(const record::Value& value) {
  if (const std::string* words = value.as_text()) {
    add_string(*words);
  } else if (const bool* truth = value.as_bool()) {
    text_.add(*truth ? "true" : "false");
  } else if (const std::int64_t* integer = value.as_integer()) {
    char* const out = text_.room(kNumberSize);
    text_.grow_to(std::to_chars(out, out + kNumberSize, *integer).ptr);
  } else if (const double* real = value.as_real()) {
    NumberBuffer buffer;
    text_.add(number_text(*real, buffer));
  } else {
    text_.add("null");
  }
}

void JsonWriter::add_string(std::string_view words) {
  char* const out = text_.room(words.size() + 2);
  out[0] = '"';
  if (copy_plain(words, out + 1)) {
    out[words.size() + 1] = '"';
    return text_.grow_to(out + words.size() + 2);
  }
  text_.add('"');
  base::is_utf8(words) ? add_escaped(words) : add_escaped(base::repaired(words));
  text_.add('"');
}

// `words`: well-formed UTF-8.
void JsonWriter::add_escaped(std::string_view words) {
  while (true) {
    const std::size_t plain = unescaped_length(words);
    text_.add(words.substr(0, plain));
    if (plain == words.size()) return;
    add_escape(words[plain]);
    words.remove_prefix(plain + 1);
  }
}

void JsonWriter::add_escape(char c) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt", kDigits = "0123456789ABCDEF";
  text_.add('\\');
  const std::size_t known = kShort.find(c);
  if (known != std::string_view::npos) return text_.add(kLetters[known]);
  text_.add("u00");
  text_.add(kDigits[static_cast<std::uint8_t>(c) >> 4]);
  text_.add(kDigits[static_cast<std::uint8_t>(c) & 0xF]);
}

}  // namespace thresh::emit
