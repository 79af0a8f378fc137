// See number_date.h.
#include "structured/number_date.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "base/ascii.h"

namespace thresh::structured {
namespace {

constexpr std::size_t kDay = 8, kSeconds = 10, kMilliseconds = 13;  // digits
constexpr int kFirstYear = 1990, kLastYear = 2099;

std::optional<std::string> day(std::string_view digits) {
  const int year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0');
  const auto two = [&](std::size_t at) {
    return static_cast<unsigned>((digits[at] - '0') * 10 + (digits[at + 1] - '0'));
  };
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{two(4)}, std::chrono::day{two(6)}};
  if (!date.ok() || year < kFirstYear || year > kLastYear) return std::nullopt;
  return std::string(digits.substr(0, 4)) + '-' + std::string(digits.substr(4, 2)) + '-' +
         std::string(digits.substr(6));
}

std::optional<std::string> moment(std::int64_t seconds) {
  const std::chrono::sys_seconds at{std::chrono::seconds{seconds}};
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{at - midnight};
  const int year = static_cast<int>(date.year());
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  char out[32];
  const int size =
      std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", year, static_cast<unsigned>(date.month()),
                    static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                    static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return std::string(out, static_cast<std::size_t>(size));
}

}  // namespace

std::optional<std::string> number_date(std::string_view words) {
  if (words.size() != kDay && words.size() != kSeconds && words.size() != kMilliseconds) return std::nullopt;
  if (!std::ranges::all_of(words, base::is_ascii_digit)) return std::nullopt;
  if (words.size() == kDay) return day(words);
  std::int64_t number = 0;
  std::from_chars(words.data(), words.data() + words.size(), number);
  constexpr std::int64_t kThousand = 1000;
  return moment(words.size() == kSeconds ? number : number / kThousand);
}

}  // namespace thresh::structured
