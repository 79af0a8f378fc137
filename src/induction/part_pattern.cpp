// See part_pattern.h. The common words before and behind, quoted, at most so many of them.
#include "induction/part_pattern.h"

#include <algorithm>

#include "base/ascii.h"
#include "html/render.h"
#include "text/passage.h"
#include "text/unicode.h"

namespace thresh::induction {
namespace {

constexpr std::size_t kMostBefore = 24, kMostBehind = 12;  // bytes

// RE2's quoting: a backslash before what is neither a letter, a digit, `_` nor beyond ASCII. White space is any.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') {
      out += "\\s+";
    } else if (base::is_ascii_alphanumeric(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80) {
      out += c;
    } else {
      out += '\\';
      out += c;
    }
  }
  return out;
}

std::string common_end(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return std::string(a.substr(a.size() - n));
}

std::string common_start(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return std::string(a.substr(0, n));
}

// Whole words only, and no half characters.
std::string last_words(std::string_view text) {
  if (text.size() > kMostBefore) {
    const std::size_t space = text.find(' ', text.size() - kMostBefore);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  }
  return std::string(text);
}

std::string first_words(std::string_view text) {
  if (text.size() > kMostBehind) {
    const std::size_t space = text.rfind(' ', kMostBehind);
    text = space == std::string_view::npos ? std::string_view() : text.substr(0, space);
  }
  return std::string(text);
}

}  // namespace

std::optional<std::string> pattern_of_part(std::span<const Example> examples) {
  std::optional<std::string> before, behind;
  std::size_t parts = 0, wholes = 0;
  for (const Example& example : examples) {
    const Target* const target = example.target;
    if (target == nullptr || target->form != Target::Form::kTexts) continue;
    text::Passage passage = html::render(example.page->document(), target->element, {},
                                         const_cast<ExamplePage*>(example.page)->page().arena());
    const std::string whole = text::collapse_spaces(text::compose(passage));
    const std::size_t at = whole.find(target->words);
    if (at == std::string::npos || target->words.size() == whole.size()) {
      ++wholes;
      continue;
    }
    ++parts;
    const std::string left = whole.substr(0, at), right = whole.substr(at + target->words.size());
    before = before ? common_end(*before, left) : left;
    behind = behind ? common_start(*behind, right) : right;
  }
  if (parts <= wholes) return std::nullopt;
  const std::string left = last_words(*before), right = first_words(*behind);
  const bool says = std::ranges::any_of(left + right, [](char c) { return c != ' '; });
  if (!says) return std::nullopt;
  return "regex:" + (left.empty() ? "^" : quoted(left)) + "(.+?)" + (right.empty() ? "$" : quoted(right));
}

}  // namespace thresh::induction
