// See amounts.h.
#include "cli/amounts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>

namespace thresh::cli {
namespace {

std::string formatted(const char* format, double number) {
  std::array<char, 32> text;
  const int size = std::snprintf(text.data(), text.size(), format, number);
  return {text.data(), static_cast<std::size_t>(std::clamp(size, 0, static_cast<int>(text.size()) - 1))};
}

}  // namespace

std::string with_separators(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

std::string size_text(double bytes) {
  constexpr std::array<const char*, 5> kUnits = {" B", " KB", " MB", " GB", " TB"};
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < kUnits.size()) bytes /= 1000, ++unit;
  return formatted(unit == 0 ? "%.0f" : "%.1f", bytes) + kUnits[unit];
}

std::string seconds_text(double milliseconds) { return formatted("%.1f s", milliseconds / 1000); }

std::string time_text(double seconds) {
  constexpr double kMinute = 60, kHour = 3600;
  if (seconds < 2 * kMinute) return formatted("%.0f s", seconds);
  if (seconds < 2 * kHour) return formatted("%.0f min", seconds / kMinute);
  return formatted("%.1f h", seconds / kHour);
}

}  // namespace thresh::cli
