// The machine's clocks, and times as RFC 3339 writes them. See clock.h.
//
// Days are counted with the calendar of <chrono>, which is proleptic Gregorian and knows no time zone.
#include "base/clock.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/ascii.h"

namespace thresh::base {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDay = 86400 * kSecond;
constexpr std::int64_t kFirst = -62167219200 * kSecond;     // 0000-01-01T00:00:00Z
constexpr std::int64_t kLast = 253402300800 * kSecond - 1;  // 9999-12-31T23:59:59.999Z

class SystemClock final : public Clock {
 public:
  std::int64_t utc_milliseconds() override { return now(CLOCK_REALTIME); }
  std::int64_t steady_milliseconds() override { return now(CLOCK_MONOTONIC); }
  void sleep_until(std::int64_t steady_milliseconds) override {
    const timespec until{static_cast<time_t>(steady_milliseconds / kSecond),
                         static_cast<long>(steady_milliseconds % kSecond) * 1'000'000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
  }

 private:
  static std::int64_t now(clockid_t clock) {
    timespec at{};
    clock_gettime(clock, &at);
    return at.tv_sec * kSecond + at.tv_nsec / 1'000'000;
  }
};

// The digits at the front of `text`, exactly `count` of them, taken away; nullopt where there are fewer.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, count)) {
    if (!is_ascii_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

// Milliseconds since the start of 1970 of a date YYYY-MM-DD.
std::optional<std::int64_t> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * kDay;
}

// Milliseconds since midnight of a time HH:MM:SS with a fraction or without.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 59) return std::nullopt;
  std::int64_t fraction = 0;
  if (take(text, '.')) {
    if (text.empty() || !is_ascii_digit(text.front())) return std::nullopt;
    for (std::int64_t unit = 100; !text.empty() && is_ascii_digit(text.front()); unit /= 10) {
      fraction += unit * (text.front() - '0');
      text.remove_prefix(1);
    }
  }
  return ((*hour * 60 + *minute) * 60 + *second) * kSecond + fraction;
}

// Milliseconds that the zone is ahead of UTC: "Z", "+02:00".
std::optional<std::int64_t> take_zone(std::string_view& text) {
  if (take(text, 'Z')) return 0;
  const bool behind = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const std::int64_t ahead = (*hours * 60 + *minutes) * 60 * kSecond;
  return behind ? -ahead : ahead;
}

}  // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

std::string utc_text(std::int64_t utc_milliseconds) {
  const std::int64_t at = std::clamp(utc_milliseconds, kFirst, kLast);
  const std::int64_t day = (at - (at < 0 ? kDay - 1 : 0)) / kDay;
  const auto second = static_cast<int>((at - day * kDay) / kSecond);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), second / 3600, second / 60 % 60,
                second % 60);
  return text;
}

std::optional<std::int64_t> read_utc_text(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take(text, 'T')) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const auto zone = take_zone(text);
  if (!zone || !text.empty()) return std::nullopt;
  return *date + *time - *zone;
}

}  // namespace thresh::base
