// See css_reader.h.
#include "html/selectors/css_reader.h"

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

bool is_hex(char c) { return base::is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_line_end(char c) { return c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

bool is_name_start(char c) { return base::is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name_char(char c) { return is_name_start(c) || base::is_ascii_digit(c) || c == '-'; }

std::string CssReader::quoted() const {
  if (at_end()) return "the end";
  std::size_t size = 1;
  while (at_ + size < source_.size() && (static_cast<unsigned char>(source_[at_ + size]) & 0xC0) == 0x80) ++size;
  std::string out = "'";
  out += source_.substr(at_, size);
  return out += '\'';
}

bool CssReader::take(char c) {
  if (at_end() || source_[at_] != c) return false;
  ++at_;
  return true;
}

void CssReader::skip_comments() {
  while (source_.substr(at_).starts_with("/*")) {
    const std::size_t close = source_.find("*/", at_ + 2);
    if (close == source_.npos) return;
    at_ = close + 2;
  }
}

bool CssReader::skip_space() {
  bool space = false;
  for (skip_comments(); !at_end() && base::is_ascii_space(source_[at_]); skip_comments()) {
    ++at_;
    space = true;
  }
  return space;
}

bool CssReader::at_escape(std::size_t ahead) const {
  return peek(ahead) == '\\' && at_ + ahead + 1 < source_.size() && !is_line_end(peek(ahead + 1));
}

bool CssReader::at_name() const {
  const std::size_t first = peek() == '-' ? 1 : 0;
  return is_name_start(peek(first)) || at_escape(first) || (first == 1 && peek(1) == '-');
}

std::string CssReader::name() { return word(); }

std::string CssReader::word() {
  std::string out;
  while (!at_end()) {
    if (is_name_char(peek())) {
      out += source_[at_++];
    } else if (at_escape()) {
      escape(out);
    } else {
      break;
    }
  }
  return out;
}

// A backslash in front of a line end stands for nothing.
bool CssReader::string(std::string& out) {
  const char quote = source_[at_++];
  while (!at_end() && peek() != quote) {
    if (at_escape()) {
      escape(out);
    } else if (peek() == '\\' && is_line_end(peek(1))) {
      at_ += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
    } else if (is_line_end(peek())) {
      return false;
    } else {
      out += source_[at_++];
    }
  }
  return take(quote);
}

// A backslash and one to six hexadecimal digits with a space, or any other character for itself (section 4.3.7).
void CssReader::escape(std::string& out) {
  ++at_;
  std::size_t digits = 0;
  char32_t value = 0;
  while (digits < 6 && is_hex(peek(digits))) {
    const char c = peek(digits++);
    value = value * 16 + static_cast<char32_t>(base::is_ascii_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  at_ += digits;
  if (digits == 0) {
    out += source_[at_++];
    return;
  }
  if (peek() == '\r' && peek(1) == '\n') ++at_;
  if (base::is_ascii_space(peek())) ++at_;
  const bool valid = value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
  text::append_utf8(out, valid ? value : U'\uFFFD');
}

void CssReader::skip_argument() {
  int depth = 0;
  std::string nothing;
  while (!at_end()) {
    const char c = peek();
    if (depth == 0 && (c == ',' || c == ')')) return;
    if (c == '"' || c == '\'') {
      string(nothing);
    } else if (at_escape()) {
      escape(nothing);
    } else if (c == '/' && peek(1) == '*') {
      const std::size_t before = at_;
      skip_comments();
      if (at_ == before) ++at_;
    } else {
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      ++at_;
    }
  }
}

}  // namespace thresh::html
