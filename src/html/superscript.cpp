// See superscript.h.
#include "html/superscript.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::size_t kMostDigits = 3;       // "x^100", a footnote's 123
constexpr std::size_t kLongestSymbol = 2;    // letters: "m", "km", "mc"
constexpr std::size_t kLongestNumeral = 40;  // bytes
constexpr std::size_t kFractionDigits = 2;   // cents
constexpr std::array<std::string_view, 5> kFunctions = {"sin", "cos", "tan", "cot", "log"};
constexpr std::array<std::string_view, 6> kFractionWords = {"cent",     "cents",    "decimal",
                                                            "decimals", "fraction", "centimes"};
// A sentence or a part of it ends there: what is raised behind it is a footnote.
constexpr std::array<std::string_view, 14> kEndings = {
    ".", ",", ";", ":", "!", "?", "\"", "\u201D", "\u2019", "\u00BB", "\u2026", "\u3002", "\uFF0C", "\u300D"};

constexpr Fence kNone = {"", ""}, kPower = {"^", ""}, kFootnote = {"[", "]"}, kBlank = {" ", ""};

bool is_whole_number(std::string_view text) {
  for (const std::string_view sign : {"-", "+", "\u2212", "\u2013"}) {
    if (text.starts_with(sign)) {
      text.remove_prefix(sign.size());
      break;
    }
  }
  return base::all_ascii_digits(text) && text.size() <= kMostDigits;
}

// The digits at the end of a text, with the separators between them: "2,898" of "$2,898".
std::string_view numeral_at_end(std::string_view text) {
  std::size_t begin = text.size();
  const std::size_t least = text.size() - std::min(text.size(), kLongestNumeral);
  while (begin > least && (base::is_ascii_digit(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == ',')) {
    --begin;
  }
  while (begin < text.size() && !base::is_ascii_digit(text[begin])) ++begin;
  return text.substr(begin);
}

// The last word of a text, if it is as short as a symbol; empty if it is longer, or none.
std::string_view symbol_at_end(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t letters = 0;
  while (begin > 0) {
    const text::CodePoint point = text::code_point_before(text, begin);
    if (!text::is_letter(point.value)) break;
    begin -= point.length;
    if (++letters > kLongestSymbol + 1) return {};
  }
  const std::string_view word = text.substr(begin);
  return letters <= kLongestSymbol || std::ranges::count(kFunctions, word) > 0 ? word : std::string_view();
}

bool ends_with_letter(std::string_view text) {
  return text::is_letter(text::code_point_before(text, text.size()).value);
}

}  // namespace

Fence fence_of_fraction(std::string_view digits, std::string_view base) {
  const std::string_view numeral = numeral_at_end(base);
  if (!base::all_ascii_digits(digits) || digits.size() != kFractionDigits || numeral.empty()) return kNone;
  if (!base::is_ascii_digit(numeral.back())) return kNone;  // "12,<sup>50</sup>" has its sign
  return {numeral.find('.') == std::string_view::npos ? "." : ",", ""};
}

Fence fence_of(const Superscript& superscript, Raised as) {
  const std::string_view base = superscript.base;
  if (base.empty() || !is_whole_number(superscript.words)) return kNone;
  const bool divided = superscript.behind.starts_with('/') || superscript.behind.starts_with("\u2044");
  if (divided) return base::is_ascii_digit(base.back()) ? kBlank : kNone;
  const std::string_view numeral = numeral_at_end(base);
  if (as == Raised::kAmount || (as == Raised::kNumber && numeral != "10")) {
    if (const Fence fraction = fence_of_fraction(superscript.words, base); !fraction.before.empty()) return fraction;
    if (!numeral.empty() && !base::is_ascii_digit(numeral.back())) return kNone;
    if (numeral.empty() && as == Raised::kAmount) return kNone;  // "12€<sup>50</sup>"
  }
  if (superscript.linked) return kFootnote;
  if (base::is_ascii_digit(base.back()) || base.back() == ')') return kPower;
  if (std::ranges::any_of(kEndings, [base](std::string_view ending) { return base.ends_with(ending); })) {
    return kFootnote;
  }
  if (!ends_with_letter(base)) return kNone;
  return symbol_at_end(base).empty() ? kFootnote : kPower;
}

bool is_called_fraction(std::string_view classes) {
  for (std::size_t from = 0; from < classes.size();) {
    const std::size_t to = std::min(classes.find_first_of(" \t\n\r\f-_", from), classes.size());
    const std::string word = text::ascii_lower(classes.substr(from, to - from));
    if (std::ranges::count(kFractionWords, word) > 0) return true;
    from = to + 1;
  }
  return false;
}

}  // namespace thresh::html
