// See shortcode.h.
#include "clean/shortcode.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "clean/vocabulary.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongest = 400;       // bytes from a bracket to its partner
constexpr std::size_t kLongestText = 4000;  // bytes in which a closing tag is looked for
constexpr std::size_t kFewestDigits = 4;    // of a number that is nobody's formula: form=1630175

bool is_name_char(char c) {
  return base::is_ascii_lower(c) || base::is_ascii_digit(c) || c == '_' || c == '-' || c == ':';
}

// The quotation mark at the start of `text`, which WordPress may have made typographic: “ ” ″ ‟ and the ASCII ones.
std::size_t quote_length(std::string_view text) {
  if (text.starts_with('"') || text.starts_with('\'')) return 1;
  for (const std::string_view mark : {"“", "”", "″", "‘", "’", "„", "»", "«"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

// The length of the value at the start of `text`; zero if it is none that only a program would write.
std::size_t value_length(std::string_view text) {
  const std::size_t quote = quote_length(text);
  if (quote == 0) {
    std::size_t digits = 0;
    while (digits < text.size() && base::is_ascii_digit(text[digits])) ++digits;
    return digits >= kFewestDigits ? digits : 0;
  }
  for (std::size_t i = quote; i < text.size(); ++i) {
    if (const std::size_t close = quote_length(text.substr(i))) return i + close;
  }
  return 0;
}

// Whether `text` is key="value" pairs and nothing else.
bool are_attributes(std::string_view text) {
  text = text::trim_ascii(text);
  if (text.empty()) return false;
  while (!text.empty()) {
    std::size_t key = 0;
    while (key < text.size() && (is_name_char(text[key]) || base::is_ascii_upper(text[key]))) ++key;
    if (key == 0 || key >= text.size() || text[key] != '=') return false;
    text.remove_prefix(key + 1);
    const std::size_t value = value_length(text);
    if (value == 0) return false;
    text.remove_prefix(value);
    if (!text.empty() && !base::is_ascii_space(text.front())) return false;
    text = text::trim_ascii(text);
  }
  return true;
}

bool is_closed_later(std::string_view text, std::size_t at, std::string_view name) {
  return text.substr(at, kLongestText).find("[/" + std::string(name) + "]") != std::string_view::npos;
}

}  // namespace

std::size_t shortcode_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kNone = std::string_view::npos;
  const std::string_view window = text.substr(at, kLongest);
  const std::size_t close = window.find(']');
  if (close == kNone || close < 2 || window.substr(0, close).find('\n') != kNone) return kNone;
  if (window.substr(close + 1).starts_with("(")) return kNone;  // a Markdown link
  std::string_view inner = window.substr(1, close - 1);
  const bool closing = inner.front() == '/';
  if (closing) inner.remove_prefix(1);
  if (inner.ends_with('/')) inner.remove_suffix(1);
  const auto after_name = std::find_if_not(inner.begin(), inner.end(), is_name_char);
  const std::string_view name = inner.substr(0, static_cast<std::size_t>(after_name - inner.begin()));
  const std::string_view rest = inner.substr(name.size());
  if (name.empty() || !(rest.empty() || rest.front() == ' ')) return kNone;
  const std::size_t end = at + close + 1;
  const bool known = is_one_of(WordKind::kShortcode, name);
  const bool ordinary = is_one_of(WordKind::kMaybeShortcode, name);
  if (text::trim_ascii(rest).empty())
    return known || (ordinary && (closing || is_closed_later(text, at, name))) ? end : kNone;
  if (closing) return kNone;
  const bool assigns = (known || ordinary) && rest.find('=') != kNone;
  return assigns || (name.size() > 1 && are_attributes(rest)) ? end : kNone;
}

}  // namespace thresh::clean
