// See number_date.h.
#include "structured/number_date.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/ascii.h"
#include "base/clock.h"

namespace thresh::structured {
namespace {

constexpr std::size_t kDay = 8, kSeconds = 10, kMilliseconds = 13;  // digits
constexpr std::string_view kFirst = "1990", kLast = "2099";         // years

// Whether the year that a date starts with is one of these.
bool is_of_web(std::string_view date) {
  const std::string_view year = date.substr(0, kFirst.size());
  return year >= kFirst && year <= kLast;
}

std::optional<std::string> day(std::string_view digits) {
  const int year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0');
  const auto two = [&](std::size_t at) {
    return static_cast<unsigned>((digits[at] - '0') * 10 + (digits[at + 1] - '0'));
  };
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{two(4)}, std::chrono::day{two(6)}};
  if (!date.ok() || !is_of_web(digits)) return std::nullopt;
  return std::string(digits.substr(0, 4)) + '-' + std::string(digits.substr(4, 2)) + '-' +
         std::string(digits.substr(6));
}

std::optional<std::string> moment(std::int64_t milliseconds) {
  std::string text = base::utc_text(milliseconds);
  return is_of_web(text) ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

std::optional<std::string> number_date(std::string_view words) {
  if (words.size() != kDay && words.size() != kSeconds && words.size() != kMilliseconds) return std::nullopt;
  if (!std::ranges::all_of(words, base::is_ascii_digit)) return std::nullopt;
  if (words.size() == kDay) return day(words);
  std::int64_t number = 0;
  std::from_chars(words.data(), words.data() + words.size(), number);
  constexpr std::int64_t kThousand = 1000;
  return moment(words.size() == kSeconds ? number * kThousand : number);
}

}  // namespace thresh::structured
