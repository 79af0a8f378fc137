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

std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

bool is_real(const Day& day) {
  if (day.year < kFirstYear || day.year > kLastYear || day.month < 0 || day.month > kMonths || day.day < 0) {
    return false;
  }
  return day.month == 0 ? day.day == 0 : day.day <= days_of_month(day.year, day.month);
}

std::string written(const Day& day, const std::optional<Time>& time) {
  std::string out = padded(day.year, 4);
  if (day.month > 0) out += "-" + padded(day.month, 2);
  if (day.day > 0) out += "-" + padded(day.day, 2);
  if (!time) return out;
  // An hour alone is good ISO 8601, but few parsers read it (RFC 3339 does not have it).
  out += "T" + padded(time->hour, 2) + ":" + padded(std::max(time->minute, 0), 2);
  if (time->second >= 0) out += ":" + padded(time->second, 2);
  if (!time->fraction.empty()) out += "." + std::string(time->fraction);
  if (!time->zone_minutes) return out;
  const int minutes = *time->zone_minutes < 0 ? -*time->zone_minutes : *time->zone_minutes;
  if (minutes == 0) return out + "Z";
  return out + (*time->zone_minutes < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2);
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
