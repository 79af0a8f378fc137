// See plain_markdown.h. Line by line: what stands before the text goes first, then the marks in it.
#include "emit/plain_markdown.h"

#include <algorithm>

#include "base/ascii.h"

namespace thresh::emit {
namespace {

std::size_t run_of(std::string_view text, std::size_t at, char c) {
  std::size_t end = at;
  while (end < text.size() && text[end] == c) ++end;
  return end - at;
}

bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !base::is_ascii_alphanumeric(c); }
// Bytes of letters beyond ASCII count as letters.
bool is_word(char c) { return base::is_ascii_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; }

// Where `[` at `at` has its `](`; npos where it is no link. Links hold no links.
std::size_t link_middle(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '[') {
      return std::string_view::npos;
    } else if (text[i] == ']') {
      return i + 1 < text.size() && text[i + 1] == '(' ? i : std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

// Where the target that begins after `(` at `at` ends: one behind `)`.
std::size_t target_end(std::string_view text, std::size_t at) {
  const bool angled = at + 1 < text.size() && text[at + 1] == '<';
  const std::size_t end = text.find(angled ? ">)" : ")", at);
  return end == std::string_view::npos ? text.size() : end + (angled ? 2 : 1);
}

void add_inline(std::string& out, std::string_view text) {
  std::size_t link_ends = std::string_view::npos;  // the `]` of the link that is open
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (i == link_ends) {
      i = target_end(text, i + 1);
      link_ends = std::string_view::npos;
    } else if (c == '\\' && i + 1 < text.size() && is_punctuation(text[i + 1])) {
      out += text[i + 1];
      i += 2;
    } else if (c == '`') {
      const std::size_t size = run_of(text, i, '`');
      std::size_t end = i + size;
      while (end < text.size() && run_of(text, end, '`') != size)
        end += std::max<std::size_t>(run_of(text, end, '`'), 1);
      out += end < text.size() ? text.substr(i + size, end - i - size) : text.substr(i, size);
      i = end < text.size() ? end + size : i + size;
    } else if (c == '*' && i + 1 < text.size() && text[i + 1] == '*') {
      i += 2;
    } else if (c == '_' && !(i > 0 && is_word(text[i - 1]) && i + 1 < text.size() && is_word(text[i + 1]))) {
      ++i;
    } else if (c == '!' && i + 1 < text.size() && text[i + 1] == '[' && link_middle(text, i + 1) < text.size()) {
      i = target_end(text, link_middle(text, i + 1) + 1);
    } else if (c == '[' && link_ends == std::string_view::npos && link_middle(text, i) < text.size()) {
      link_ends = link_middle(text, i);
      ++i;
    } else {
      out += c;
      ++i;
    }
  }
}

// Takes off what makes a line a quote, an item or a heading.
void take_containers(std::string_view& line) {
  for (;;) {
    const std::size_t spaces = run_of(line, 0, ' ');
    std::string_view rest = line.substr(spaces);
    std::size_t mark = 0;
    if (rest.starts_with("> ") || rest == ">" || rest.starts_with("- ")) mark = std::min<std::size_t>(2, rest.size());
    const std::size_t hashes = run_of(rest, 0, '#');
    if (hashes > 0 && hashes <= 6 && hashes < rest.size() && rest[hashes] == ' ') mark = hashes + 1;
    std::size_t digits = 0;
    while (digits < rest.size() && digits < 9 && base::is_ascii_digit(rest[digits])) ++digits;
    if (digits > 0 && rest.substr(digits).starts_with(". ")) mark = digits + 2;
    if (mark == 0) {
      line = rest;
      return;
    }
    line = rest.substr(mark);
  }
}

}  // namespace

std::string plain_markdown(std::string_view markdown) {
  std::string out;
  std::size_t fence = 0;  // backticks of the fence that is open
  for (std::size_t begin = 0; begin <= markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
    std::string_view line = markdown.substr(begin, end - begin);
    begin = end + 1;
    std::string_view inner = line;
    take_containers(inner);
    const std::size_t ticks = run_of(inner, 0, '`');
    if (fence == 0 ? ticks >= 3 && !inner.substr(ticks).contains('`') : ticks >= fence && ticks == inner.size()) {
      fence = fence == 0 ? ticks : 0;
      continue;
    }
    if (fence > 0) {
      out += line;
    } else {
      add_inline(out, inner);
    }
    out += '\n';
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

}  // namespace thresh::emit
