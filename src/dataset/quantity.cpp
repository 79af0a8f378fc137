// See quantity.h.
#include "dataset/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "text/unicode.h"

namespace thresh::dataset {
namespace {

constexpr std::int64_t kLongest = 3660 * kDay;

struct Unit {
  std::string_view name;
  std::int64_t size;
};
constexpr std::array<Unit, 6> kDurations = {
    {{"w", 7 * kDay}, {"d", kDay}, {"h", kHour}, {"m", kMinute}, {"s", kSecond}, {"ms", 1}}};
constexpr std::array<Unit, 5> kSizes = {{{"TB", std::int64_t{1} << 40},
                                         {"GB", std::int64_t{1} << 30},
                                         {"MB", std::int64_t{1} << 20},
                                         {"KB", std::int64_t{1} << 10},
                                         {"B", 1}}};

// The whole number at the front of `text`, taken away.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t value = 0;
  if (text.starts_with('-')) return std::nullopt;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return value;
}

}  // namespace

std::optional<std::int64_t> read_duration(std::string_view text) {
  std::int64_t sum = 0;
  auto next = kDurations.begin();  // units that may still come
  do {
    const auto count = take_number(text);
    if (!count) return std::nullopt;
    const std::string_view word = text.substr(0, text.find_first_of("0123456789"));
    const auto unit = std::find_if(next, kDurations.end(), [&](const Unit& one) { return one.name == word; });
    if (unit == kDurations.end() || *count > (kLongest - sum) / unit->size) return std::nullopt;
    sum += *count * unit->size;
    next = std::next(unit);
    text.remove_prefix(word.size());
  } while (!text.empty());
  return sum;
}

std::string duration_text(std::int64_t milliseconds) {
  if (milliseconds <= 0) return "0s";
  std::string out;
  for (const Unit& unit : kDurations) {
    if (unit.name == "w" && milliseconds % unit.size != 0) continue;  // "10d", not "1w3d"
    if (milliseconds >= unit.size) out += std::to_string(milliseconds / unit.size) + std::string(unit.name);
    milliseconds %= unit.size;
  }
  return out;
}

std::optional<std::uint64_t> read_size(std::string_view text) {
  const auto count = take_number(text);
  if (!count) return std::nullopt;
  for (const Unit& unit : kSizes) {
    const std::string binary = unit.size > 1 ? std::string(1, unit.name.front()) + "iB" : "B";
    if (text != unit.name && text != binary) continue;
    if (*count > INT64_MAX / unit.size) return std::nullopt;
    return static_cast<std::uint64_t>(*count * unit.size);
  }
  return std::nullopt;
}

std::string size_text(std::uint64_t bytes) {
  for (const Unit& unit : kSizes) {
    const auto size = static_cast<std::uint64_t>(unit.size);
    if (bytes >= size && bytes % size == 0) return std::to_string(bytes / size) + std::string(unit.name);
  }
  return "0B";
}

std::optional<double> read_percent(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  double value = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || stop != text.data() + text.size() || value > 100) return std::nullopt;
  return value;
}

std::string percent_text(double percent) {
  std::array<char, 32> digits{};
  const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), percent);
  return std::string(digits.data(), failure == std::errc() ? end : digits.data()) + '%';
}

}  // namespace thresh::dataset
