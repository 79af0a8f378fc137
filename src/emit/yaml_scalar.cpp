// See yaml_scalar.h. One pass over the bytes with a table of what each can mean decides most strings; only those that
// hold something doubtful are looked at again.
#include "emit/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"

namespace thresh::emit {
namespace {

enum Mark : std::uint8_t {
  kBreak = 1,        // '\n'
  kTab = 2,          // '\t'
  kControl = 4,      // must be escaped
  kHigh = 8,         // part of a sequence of several bytes
  kIndicator = 16,   // ':' and '#', which mean something beside a space
  kApostrophe = 32,  // must be doubled in single quotes
  kEscape = 64,      // '"' and '\', must be escaped in double quotes
  kBroken = 128,     // no UTF-8
};

constexpr std::array<std::uint8_t, 256> make_marks() {
  std::array<std::uint8_t, 256> marks{};
  for (std::size_t c = 0; c < 0x20; ++c) marks[c] = kControl;
  for (std::size_t c = 0x80; c < 0x100; ++c) marks[c] = kHigh;
  marks[0x7F] = kControl;
  marks['\n'] = kBreak;
  marks['\t'] = kTab;
  marks[':'] = marks['#'] = kIndicator;
  marks['\''] = kApostrophe;
  marks['"'] = marks['\\'] = kEscape;
  return marks;
}

constexpr std::array<std::uint8_t, 256> kMarks = make_marks();

enum class Style : std::uint8_t { kPlain, kSingle, kDouble, kBlock, kRepair };

// --- What a string holds.

// Whether the character would not come through raw: it breaks a line in YAML 1.1 (NEL, U+2028, U+2029), readers
// refuse it (C1, U+FFFE, U+FFFF), or they take it for a byte order mark. Those above U+FFFF come through.
bool must_escape(std::string_view sequence) {
  if (sequence.size() == 1 || sequence.size() == 4) return false;
  const char32_t c = base::code_point(sequence);
  return c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

std::uint8_t marks_of_high(std::string_view text) {
  std::uint8_t marks = kHigh;
  for (std::size_t i = base::skip_ascii(text, 0); i < text.size(); i = base::skip_ascii(text, i)) {
    const std::size_t length = base::sequence_length(text, i);
    if (length == 0) return kBroken;
    if (must_escape(text.substr(i, length))) marks |= kControl;
    i += length;
  }
  return marks;
}

std::uint8_t marks_of(std::string_view text) {
  std::uint8_t marks = 0;
  for (const char c : text) marks |= kMarks[static_cast<std::uint8_t>(c)];
  return (marks & kHigh) != 0 ? marks | marks_of_high(text) : marks;
}

// --- Whether a plain scalar would be something else than this string.

bool is_word_of_yaml(std::string_view text) {
  constexpr std::string_view kWords[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan"};
  constexpr std::string_view kInitials = "yYnNoOtTfFiI";  // spares most keys and words the rest: a fifth of all time
  if (text.size() > 5 || kInitials.find(text.front()) == std::string_view::npos) return false;
  std::string lower(text);
  for (char& c : lower) c = base::ascii_lower(c);
  return std::ranges::find(kWords, lower) != std::end(kWords);
}

// Whether it has only characters of numbers, times and dates of any YAML version: 12, 1_000, 4.9, 1e3, 0o17, 0x1F,
// 12:30:45, 2020-01-01T12:30:45Z. Some that are none of these are caught too, which costs a pair of quotes.
bool is_like_number(std::string_view text) {
  if (!base::is_ascii_digit(text[0])) return false;
  constexpr std::string_view kDigits = "0123456789_";
  constexpr std::string_view kHexDigits = "0123456789_abcdefABCDEF";
  const char second = text.size() > 1 ? text[1] : ' ';
  const bool based = text[0] == '0' && (second == 'x' || second == 'X' || second == 'o' || second == 'b');
  if (based) return text.find_first_not_of(kHexDigits, 2) == std::string_view::npos;
  if (text.find_first_not_of(kDigits) == std::string_view::npos) return true;
  return text.find_first_not_of("0123456789_.,:+-eEtTzZ ") == std::string_view::npos;
}

bool is_indicator_first(char c) {
  // Indicators (YAML 1.2.2, section 5.3), and what begins a signed number, `.5`, `...`, `~`, `=` and `<<`.
  return std::string_view("-?:,[]{}#&*!|>'\"%@`~=<+. ").find(c) != std::string_view::npos;
}

bool has_indicator_inside(std::string_view text) {
  for (std::size_t i = text.find_first_of(":#"); i != std::string_view::npos; i = text.find_first_of(":#", i + 1)) {
    if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return true;
    if (text[i] == ':' && (i + 1 == text.size() || text[i + 1] == ' ')) return true;
  }
  return false;
}

bool is_plain(std::string_view text, std::uint8_t marks) {
  if (is_indicator_first(text.front()) || text.back() == ' ') return false;
  if ((marks & kIndicator) != 0 && has_indicator_inside(text)) return false;
  return !is_word_of_yaml(text) && !is_like_number(text);
}

// Whether a literal block holds the text exactly: no line ends in white space, which an editor may strip, and one has
// words, so that the block does not consist of what its header says about line ends.
bool is_block(std::string_view text) {
  bool words = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t')) return false;
    words = words || end > begin;
    begin = end + 1;
  }
  return words;
}

Style style_of(std::string_view text, bool one_line) {
  if (text.empty()) return Style::kSingle;
  const std::uint8_t marks = marks_of(text);
  if ((marks & kBroken) != 0) return Style::kRepair;
  if ((marks & kControl) != 0) return Style::kDouble;
  if ((marks & kBreak) != 0) return !one_line && is_block(text) ? Style::kBlock : Style::kDouble;
  if ((marks & kTab) != 0) return Style::kDouble;
  if (is_plain(text, marks)) return Style::kPlain;
  return (marks & (kApostrophe | kEscape)) == kApostrophe ? Style::kDouble : Style::kSingle;
}

// --- Writing.

void append_single(std::string& out, std::string_view text) {
  out += '\'';
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  out += '\'';
}

void append_hex(std::string& out, char letter, std::uint32_t value, int digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += '\\';
  out += letter;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += kDigits[value >> shift & 15];
}

void append_ascii_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if ((kMarks[static_cast<std::uint8_t>(c)] & kControl) != 0)
    append_hex(out, 'x', static_cast<std::uint8_t>(c), 2);
  else
    out += c;
}

void append_double(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = base::sequence_length(text, i);
    const std::string_view sequence = text.substr(i, length);
    if (length == 1)
      append_ascii_escaped(out, text[i]);
    else if (!must_escape(sequence))
      out += sequence;
    else if (const char32_t c = base::code_point(sequence); c < 0x100)
      append_hex(out, 'x', c, 2);
    else
      append_hex(out, 'u', c, 4);
    i += length;
  }
  out += '"';
}

// The line break after the last line is left to the caller, who ends every value with one.
void append_block(std::string& out, std::string_view text, std::size_t indent) {
  out += '|';
  if (text.front() == ' ' || text.front() == '\n' || text.front() == '\t') out += '2';
  const bool ends = text.ends_with('\n');
  if (!ends)
    out += '-';
  else if (text.ends_with("\n\n"))
    out += '+';
  if (ends) text.remove_suffix(1);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += '\n';
    if (end > begin) out.append(indent, ' ').append(text, begin, end - begin);
    begin = end + 1;
  }
}

void append(std::string& out, std::string_view text, std::size_t indent, bool one_line) {
  std::string mended;
  Style style = style_of(text, one_line);
  if (style == Style::kRepair) {
    mended = base::repaired(text);
    text = mended;
    style = style_of(text, one_line);
  }
  switch (style) {
    case Style::kPlain:
      out += text;
      return;
    case Style::kSingle:
      return append_single(out, text);
    case Style::kBlock:
      return append_block(out, text, indent);
    default:
      return append_double(out, text);
  }
}

}  // namespace

void append_yaml_value(std::string& out, std::string_view text, std::size_t indent) {
  append(out, text, indent, false);
}

void append_yaml_key(std::string& out, std::string_view text) { append(out, text, 0, true); }

}  // namespace thresh::emit
