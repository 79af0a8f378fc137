// See razor.h.
#include "clean/razor.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "clean/expression.h"
#include "clean/token.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongest = 200;  // bytes
constexpr std::array<std::string_view, 10> kRoots = {"Model", "ViewBag", "ViewData", "TempData", "Html",
                                                     "Url",   "Context", "Request",  "User",     "Localizer"};

bool is_word_char(char c) { return base::is_ascii_alphanumeric(c) || c == '_'; }

// Whether brackets close in order, and nothing but names, dots and calls stands outside of them.
bool is_path(std::string_view text) {
  int depth = 0;
  char quote = 0;
  for (const char c : text) {
    if (quote != 0) {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      if (depth == 0) return false;
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      if (--depth < 0) return false;
    } else if (depth == 0 && !is_word_char(c) && c != '.' && c != '?' && c != '!') {
      return false;
    }
  }
  return depth == 0 && quote == 0;
}

}  // namespace

bool is_razor(std::string_view text) {
  text = text::trim_ascii(text);
  if (!text.starts_with('@') || text.size() > kLongest || text.size() < 3) return false;
  text.remove_prefix(1);
  if (text.front() == '(' && text.back() == ')') {
    const auto tokens = tokens_of(text.substr(1, text.size() - 2));
    return tokens && !tokens->empty() && is_path(text) && read_expression(*tokens, Grammar::kPlain).is_proven();
  }
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, is_word_char) - text.begin());
  const bool known = std::ranges::find(kRoots, text.substr(0, end)) != kRoots.end();
  return known && end + 1 < text.size() && (text[end] == '.' || text[end] == '[' || text[end] == '?') && is_path(text);
}

}  // namespace thresh::clean
