// See fixed_text.h.
#include "text/fixed_text.h"

#include "text/unicode.h"
#include "text/unicode_icu.h"

namespace thresh::text {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// Whether two characters, of which at least one is beyond ASCII, are the same to a reader.
bool same_beyond_ascii(char32_t a, char32_t b) {
  if (a == b) return true;
  const char ascii_a = a < 0x80 ? static_cast<char>(a) : ascii_of_punctuation(a);
  const char ascii_b = b < 0x80 ? static_cast<char>(b) : ascii_of_punctuation(b);
  if (ascii_a != 0 || ascii_b != 0) return ascii_a == ascii_b;
  return icu::fold_case(a) == icu::fold_case(b);
}

// The place behind the white space that starts at `at`.
std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (!is_space(c.value)) break;
    at += c.length;
  }
  return at;
}

// The first place from `at` on where `fixed` could begin: its first byte in either case, or something beyond ASCII.
std::size_t next_start(std::string_view text, std::string_view fixed, std::size_t at) {
  const char first = ascii_lower(fixed.front());
  const bool plain = static_cast<unsigned char>(first) < 0x80 && first != ' ' && first != '\'' && first != '"';
  for (; at < text.size(); ++at) {
    if (!plain || ascii_lower(text[at]) == first || static_cast<unsigned char>(text[at]) >= 0xC0) return at;
  }
  return at;
}

// Whether two bytes cannot belong to the same character: both are of ASCII, neither may stand for another sign, and
// they are different letters.
bool differ(char wanted, char there) {
  const auto is_plain = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && c > ' ' && c != '\'' && c != '"' && c != '-';
  };
  return is_plain(wanted) && is_plain(there) && ascii_lower(wanted) != ascii_lower(there);
}

template <class Accept>
bool found_where(std::string_view text, std::string_view fixed, const Accept& accept) {
  if (fixed.empty()) return true;
  for (std::size_t at = next_start(text, fixed, 0); at < text.size(); at = next_start(text, fixed, at + 1)) {
    const std::size_t length = fixed_prefix(text.substr(at), fixed);
    if (length != kNowhere && accept(at + length)) return true;
  }
  return false;
}

}  // namespace

std::size_t fixed_prefix(std::string_view text, std::string_view fixed) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < fixed.size();) {
    const CodePoint wanted = code_point_at(fixed, i);
    if (is_space(wanted.value)) {
      const std::size_t behind = skip_spaces(text, at);
      if (behind == at && i > 0 && at < text.size()) return kNowhere;
      at = behind;
      i = skip_spaces(fixed, i);
      continue;
    }
    if (at >= text.size()) return kNowhere;
    const CodePoint there = code_point_at(text, at);
    const bool ascii = wanted.value < 0x80 && there.value < 0x80;
    const bool same =
        ascii ? ascii_lower(fixed[i]) == ascii_lower(text[at]) : same_beyond_ascii(wanted.value, there.value);
    if (!same) return kNowhere;
    at += there.length;
    i += wanted.length;
  }
  return at;
}

bool ends_with_fixed(std::string_view text, std::string_view fixed) {
  if (!text.empty() && !fixed.empty() && differ(fixed.back(), text.back())) return false;  // almost always
  return found_where(text, fixed, [text](std::size_t end) { return end == text.size(); });
}

bool holds_fixed(std::string_view text, std::string_view fixed) {
  return found_where(text, fixed, [](std::size_t) { return true; });
}

}  // namespace thresh::text
