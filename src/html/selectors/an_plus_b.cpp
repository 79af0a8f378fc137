// See an_plus_b.h.
#include "html/selectors/an_plus_b.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"

namespace thresh::html {
namespace {

// An optional sign and digits.
std::optional<std::int32_t> read_number(std::string_view text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  if (!base::all_ascii_digits(text)) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : text) value = std::min<std::int64_t>(value * 10 + (digit - '0'), INT32_MAX);
  return static_cast<std::int32_t>(minus ? -value : value);
}

std::string_view without_space(std::string_view text) {
  while (!text.empty() && base::is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && base::is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<AnPlusB> read_an_plus_b(std::string_view text) {
  if (text == "odd") return AnPlusB{2, 1};
  if (text == "even") return AnPlusB{2, 0};
  const std::size_t n = text.find('n');
  if (n == std::string_view::npos) {
    const auto offset = read_number(text);
    return offset ? std::optional(AnPlusB{0, *offset}) : std::nullopt;
  }
  const std::string_view before = text.substr(0, n);
  const auto step = before.empty() || before == "+" ? 1 : before == "-" ? -1 : read_number(before);
  if (!step) return std::nullopt;
  std::string_view rest = without_space(text.substr(n + 1));
  if (rest.empty()) return AnPlusB{*step, 0};
  const char sign = rest[0];
  if (sign != '+' && sign != '-') return std::nullopt;
  rest = without_space(rest.substr(1));  // "+ 1" is "+1"; "+ +1" is nothing
  if (rest.starts_with('+') || rest.starts_with('-')) return std::nullopt;
  const auto offset = read_number(sign + std::string(rest));
  return offset ? std::optional(AnPlusB{*step, *offset}) : std::nullopt;
}

}  // namespace thresh::html
