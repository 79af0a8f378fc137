// See markdown_text.h. The sections are those of the CommonMark specification, 0.31.
#include "emit/markdown_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace thresh::emit {
namespace {

// White space that readers of Markdown trim from a paragraph: not the spaces of the specification alone, but what their
// languages' own trimming takes (of Unicode, and the byte order mark).
constexpr std::string_view kBlanks[] = {" ",
                                        "\t",
                                        "\v",
                                        "\f",
                                        "\x1C",
                                        "\x1D",
                                        "\x1E",
                                        "\x1F",
                                        "\xC2\x85",
                                        "\xC2\xA0",
                                        "\xE1\x9A\x80",
                                        "\xE2\x80\x80",
                                        "\xE2\x80\x81",
                                        "\xE2\x80\x82",
                                        "\xE2\x80\x83",
                                        "\xE2\x80\x84",
                                        "\xE2\x80\x85",
                                        "\xE2\x80\x86",
                                        "\xE2\x80\x87",
                                        "\xE2\x80\x88",
                                        "\xE2\x80\x89",
                                        "\xE2\x80\x8A",
                                        "\xE2\x80\xA8",
                                        "\xE2\x80\xA9",
                                        "\xE2\x80\xAF",
                                        "\xE2\x81\x9F",
                                        "\xE3\x80\x80",
                                        "\xEF\xBB\xBF"};

std::string_view without_blanks(std::string_view line) {
  const auto find = [](auto matches) { return std::ranges::find_if(kBlanks, matches); };
  const auto* const none = std::end(kBlanks);
  for (const auto* blank = none; (blank = find([&](auto b) { return line.starts_with(b); })) != none;) {
    line.remove_prefix(blank->size());
  }
  for (const auto* blank = none; (blank = find([&](auto b) { return line.ends_with(b); })) != none;) {
    line.remove_suffix(blank->size());
  }
  return line;
}

// UTF-8 with '\n' as the only line end and without NUL.
std::string usual(std::string_view text) {
  std::string out = base::is_utf8(text) ? std::string(text) : base::repaired(text);
  std::string usual;
  usual.reserve(out.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] == '\0')
      usual += "\xEF\xBF\xBD";
    else if (out[i] != '\r')
      usual += out[i];
    else if (i + 1 == out.size() || out[i + 1] != '\n')
      usual += '\n';
  }
  return usual;
}

char at(std::string_view line, std::size_t i) { return i < line.size() ? line[i] : ' '; }

bool is_word(char c) { return base::is_ascii_alphanumeric(c); }

// Whether a reference such as &amp; or &#39; begins at `i` (section 2.5).
bool is_reference(std::string_view line, std::size_t i) {
  constexpr std::size_t kLongest = 40;
  std::size_t end = i + 1;
  if (at(line, end) == '#') ++end;
  const std::size_t begin = end;
  while (end < line.size() && end - begin < kLongest && is_word(line[end])) ++end;
  return end > begin && at(line, end) == ';';
}

// Whether the character at `i` could be a mark in a line (section 6).
bool is_mark(std::string_view line, std::size_t i) {
  switch (line[i]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '~':
    case '|':
      return true;
    case '_':
      return i == 0 || !is_word(line[i - 1]) || !is_word(at(line, i + 1));
    case '<':
      return base::is_ascii_letter(at(line, i + 1)) ||
             std::string_view("/!?").find(at(line, i + 1)) != std::string_view::npos;
    case '&':
      return is_reference(line, i);
    case '#':
      return i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t' || line[i - 1] == '#';
    default:
      return false;
  }
}

// Where a line begins with what would make it a heading, a quotation, a list or a part of a table (sections 4 and 5):
// the place of the character to escape.
std::size_t block_mark(std::string_view line) {
  if (std::string_view("-+>=:").find(line.front()) != std::string_view::npos) return 0;
  constexpr std::size_t kMostDigits = 9;
  std::size_t digits = 0;
  while (digits < line.size() && base::is_ascii_digit(line[digits])) ++digits;
  const bool item = digits > 0 && digits <= kMostDigits && (at(line, digits) == '.' || at(line, digits) == ')');
  return item ? digits : std::string_view::npos;
}

void append_inline(std::string& out, std::string_view line, bool begins) {
  const std::size_t mark = begins ? block_mark(line) : std::string_view::npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i == mark || is_mark(line, i)) out += '\\';
    out += line[i];
  }
}

// How long the fence is that a line opens or closes; 0 for none. `mark` is its character.
std::size_t fence(std::string_view line, char& mark) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  constexpr std::size_t kMostIndent = 3, kLeast = 3;
  if (indent > kMostIndent || indent == line.size() || (line[indent] != '`' && line[indent] != '~')) return 0;
  mark = line[indent];
  const std::size_t end = std::min(line.find_first_not_of(mark, indent), line.size());
  return end - indent >= kLeast ? end - indent : 0;
}

}  // namespace

void append_markdown(std::string& out, std::string_view text, std::string_view prefix) {
  const std::string lines = usual(text);
  bool any = false, blank = false;
  for (std::size_t begin = 0; begin <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = without_blanks(std::string_view(lines).substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) {
      blank = true;
      continue;
    }
    if (any) out += blank ? "\n" : "\\\n";
    if (any && blank) out.append(without_blanks(prefix)) += '\n';
    out += prefix;
    append_inline(out, line, true);
    any = true;
    blank = false;
  }
}

void append_markdown_line(std::string& out, std::string_view text, bool begins) {
  std::string line = usual(text);
  std::ranges::replace(line, '\n', ' ');
  const std::string_view words = without_blanks(line);
  if (!words.empty()) append_inline(out, words, begins);
}

void append_markdown_link(std::string& out, std::string_view text, std::string_view url) {
  out += '[';
  append_markdown_line(out, text);
  out += "](<";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : usual(url)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '<' || c == '>' || c == '\\') {
      ((out += '%') += kDigits[byte >> 4]) += kDigits[byte & 0xF];
    } else {
      out += c;
    }
  }
  out += ">)";
}

void append_markdown_body(std::string& out, std::string_view markdown) {
  const std::string lines = usual(markdown);
  char open = 0;
  std::size_t length = 0;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = std::string_view(lines).substr(begin, end - begin);
    begin = end + 1;
    char mark = 0;
    const std::size_t marks = fence(line, mark);
    if (marks == 0) continue;
    if (length == 0) {
      // An info string with a backtick makes it no fence (section 4.5).
      const bool code_span = mark == '`' && line.substr(line.find('`') + marks).find('`') != std::string_view::npos;
      if (!code_span) length = marks, open = mark;
    } else if (mark == open && marks >= length &&
               without_blanks(line).find_first_not_of(mark) == std::string_view::npos) {
      length = 0;
    }
  }
  out += lines;
  if (length > 0) out.append("\n").append(length, open);
}

}  // namespace thresh::emit
