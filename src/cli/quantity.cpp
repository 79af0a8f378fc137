// See quantity.h.
#include "cli/quantity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/ascii.h"

namespace thresh::cli {
namespace {

// The number at the start of the text and what stands behind it; nullopt where there is none.
std::optional<std::pair<double, std::string_view>> split(std::string_view text) {
  double number = 0;
  if (text.empty() || !base::is_ascii_digit(text.front())) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
  return std::pair(number, text.substr(static_cast<std::size_t>(end - text.data())));
}

}  // namespace

std::optional<std::int64_t> read_duration(std::string_view text) {
  struct Unit {
    std::string_view name;
    double milliseconds;
  };
  constexpr std::array kUnits = {Unit{"", 1e3},  Unit{"s", 1e3},   Unit{"ms", 1},
                                 Unit{"m", 6e4}, Unit{"h", 3.6e6}, Unit{"d", 8.64e7}};
  constexpr double kMost = 366 * 8.64e7;
  const auto parts = split(text);
  if (!parts) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (parts->second != unit.name) continue;
    const double milliseconds = parts->first * unit.milliseconds;
    if (milliseconds > kMost) return std::nullopt;
    return static_cast<std::int64_t>(std::llround(milliseconds));
  }
  return std::nullopt;
}

std::optional<std::uint64_t> read_bytes(std::string_view text) {
  constexpr std::string_view kPrefixes = "kmgt";
  constexpr double kMost = 1099511627776.0;
  const auto parts = split(text);
  if (!parts) return std::nullopt;
  auto [number, unit] = *parts;
  if (!unit.empty() && base::ascii_lower(unit.back()) == 'b') unit.remove_suffix(1);
  if (unit.size() == 1) {
    const std::size_t power = kPrefixes.find(base::ascii_lower(unit.front()));
    if (power == std::string_view::npos) return std::nullopt;
    number = std::ldexp(number, static_cast<int>(10 * (power + 1)));
    unit = {};
  }
  if (!unit.empty() || number < 1 || number > kMost) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

std::optional<std::int64_t> read_number(std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) return std::nullopt;
  return number;
}

}  // namespace thresh::cli
