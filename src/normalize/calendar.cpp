// See calendar.h.
#include "normalize/calendar.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace thresh::normalize {
namespace {

constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2199;
constexpr int kMonths = 12;
constexpr std::int64_t kFarthest = 2'000'000;  // days or months; before every year that is known

int days_of_month(int year, int month) {
  constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month)] + (month == 2 && leap ? 1 : 0);
}

std::chrono::sys_days system_day(const Day& day) {
  using namespace std::chrono;
  return year_month_day{year(day.year), month(static_cast<unsigned>(day.month)),
                        std::chrono::day(static_cast<unsigned>(day.day))};
}

// A sign and at least so many digits of a number that is not negative.
void add_digits(std::string& out, std::string_view sign, int value, int width) {
  constexpr int kTen = 10;
  out += sign;
  const std::size_t begin = out.size();
  for (int rest = value; rest > 0 || width > 0; rest /= kTen, --width) out += static_cast<char>('0' + rest % kTen);
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
}

}  // namespace

bool is_real(const Day& day) {
  if (day.year < kFirstYear || day.year > kLastYear || day.month < 0 || day.month > kMonths || day.day < 0) {
    return false;
  }
  return day.month == 0 ? day.day == 0 : day.day <= days_of_month(day.year, day.month);
}

std::string written(const Day& day, const std::optional<Time>& time) {
  constexpr std::size_t kLongest = 40;  // "2020-03-12T10:22:05.123456+05:30" and more
  std::string out;
  out.reserve(kLongest);
  add_digits(out, "", day.year, 4);
  if (day.month > 0) add_digits(out, "-", day.month, 2);
  if (day.day > 0) add_digits(out, "-", day.day, 2);
  if (!time) return out;
  // An hour alone is good ISO 8601, but few parsers read it (RFC 3339 does not have it).
  add_digits(out, "T", time->hour, 2);
  add_digits(out, ":", std::max(time->minute, 0), 2);
  if (time->second >= 0) add_digits(out, ":", time->second, 2);
  if (!time->fraction.empty()) (out += '.') += time->fraction;
  if (!time->zone_minutes) return out;
  const int minutes = *time->zone_minutes < 0 ? -*time->zone_minutes : *time->zone_minutes;
  if (minutes == 0) return out += 'Z';
  add_digits(out, *time->zone_minutes < 0 ? "-" : "+", minutes / 60, 2);
  add_digits(out, ":", minutes % 60, 2);
  return out;
}

Day days_before(const Day& day, std::int64_t days) {
  const std::chrono::year_month_day then =
      system_day(day) - std::chrono::days(static_cast<int>(std::clamp(days, -kFarthest, kFarthest)));
  return {static_cast<int>(then.year()), static_cast<int>(static_cast<unsigned>(then.month())),
          static_cast<int>(static_cast<unsigned>(then.day()))};
}

Day months_before(const Day& day, std::int64_t months) {
  // Counted from the year 0, so that all numbers are positive for years that are real.
  const std::int64_t since =
      std::int64_t{day.year} * kMonths + (day.month - 1) - std::clamp(months, -kFarthest, kFarthest);
  if (since < 0) return {};
  Day then{static_cast<int>(since / kMonths), static_cast<int>(since % kMonths) + 1, day.day};
  then.day = std::min(then.day, days_of_month(then.year, then.month));
  return then;
}

int weekday_of(const Day& day) { return static_cast<int>(std::chrono::weekday(system_day(day)).iso_encoding()); }

}  // namespace thresh::normalize
