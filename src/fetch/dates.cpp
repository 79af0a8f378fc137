// See dates.h.
//
// A date is read as words and numbers, one after the other; what stands between them is passed over where the form says
// so. Days are counted with the calendar of <chrono>.
#include "fetch/dates.h"

#include <array>
#include <chrono>

#include "base/ascii.h"
#include "base/clock.h"
#include "text/unicode.h"

namespace thresh::fetch {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDay = 86400 * kSecond;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

struct Date {
  int year = 0, month = 0, day = 0;
  int hour = 0, minute = 0, second = 0;
};

class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text::trim_ascii(text)) {}

  bool take(std::string_view wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    return true;
  }
  // White space, at least one.
  bool blanks() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && base::is_ascii_space(rest_.front())) rest_.remove_prefix(1);
    return rest_.size() < before;
  }
  std::string_view word() {
    std::size_t end = 0;
    while (end < rest_.size() && base::is_ascii_letter(rest_[end])) ++end;
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return word;
  }
  // A number of `least` to `most` digits, and no digit behind it.
  bool number(int& out, std::size_t least, std::size_t most) {
    std::size_t end = 0;
    out = 0;
    while (end < rest_.size() && base::is_ascii_digit(rest_[end])) {
      if (end == most) return false;
      out = out * 10 + (rest_[end++] - '0');
    }
    digits_ = end;
    rest_.remove_prefix(end);
    return end >= least;
  }
  // "Nov", "November".
  bool month(int& out) {
    const std::string name = text::ascii_lower(word().substr(0, 3));
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      if (name == kMonths[i]) out = static_cast<int>(i) + 1;
    }
    return out > 0;
  }
  bool time(Date& date) {
    return number(date.hour, 2, 2) && take(":") && number(date.minute, 2, 2) && take(":") && number(date.second, 2, 2);
  }
  std::size_t digits() const { return digits_; }  // of the last number
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  std::size_t digits_ = 0;
};

// A leap second (23:59:60) is the second after it.
std::optional<std::int64_t> milliseconds(const Date& date) {
  const std::chrono::year_month_day day{std::chrono::year(date.year),
                                        std::chrono::month(static_cast<unsigned>(date.month)),
                                        std::chrono::day(static_cast<unsigned>(date.day))};
  if (!day.ok() || date.hour > 23 || date.minute > 59 || date.second > 60) return std::nullopt;
  const std::int64_t seconds = (date.hour * 60 + date.minute) * 60 + date.second;
  return std::chrono::sys_days(day).time_since_epoch().count() * kDay + seconds * kSecond;
}

// "Sun, 06 Nov 1994 08:49:37 GMT" and "Sunday, 06-Nov-94 08:49:37 GMT".
std::optional<Date> with_comma(std::string_view text, bool& short_year) {
  Cursor at(text);
  Date date;
  if (at.word().size() < 3 || !at.take(",") || !at.blanks() || !at.number(date.day, 2, 2)) return std::nullopt;
  const bool hyphens = at.take("-");
  if (!hyphens && !at.blanks()) return std::nullopt;
  if (!at.month(date.month) || !(hyphens ? at.take("-") : at.blanks()) || !at.number(date.year, 2, 4))
    return std::nullopt;
  short_year = at.digits() == 2;
  if (at.digits() == 3 || !at.blanks() || !at.time(date) || !at.blanks()) return std::nullopt;
  if (!at.take("GMT") || !at.at_end()) return std::nullopt;
  return date;
}

// "Sun Nov  6 08:49:37 1994": asctime(3).
std::optional<Date> without_comma(std::string_view text) {
  Cursor at(text);
  Date date;
  if (at.word().size() != 3 || !at.blanks() || !at.month(date.month) || !at.blanks()) return std::nullopt;
  if (!at.number(date.day, 1, 2) || !at.blanks() || !at.time(date) || !at.blanks()) return std::nullopt;
  if (!at.number(date.year, 4, 4) || !at.at_end()) return std::nullopt;
  return date;
}

struct Zone {
  std::string_view name;
  int hours;
};
constexpr std::array<Zone, 12> kZones = {{{"gmt", 0},
                                          {"ut", 0},
                                          {"utc", 0},
                                          {"z", 0},
                                          {"est", -5},
                                          {"edt", -4},
                                          {"cst", -6},
                                          {"cdt", -5},
                                          {"mst", -7},
                                          {"mdt", -6},
                                          {"pst", -8},
                                          {"pdt", -7}}};

// Milliseconds that the zone is ahead of UTC: "+0100", "-08:00", "EST". RFC 822, section 5.1.
std::optional<std::int64_t> zone(Cursor& at) {
  const bool behind = at.take("-");
  if (behind || at.take("+")) {
    int hours = 0, minutes = 0;
    if (!at.number(hours, 2, 4)) return std::nullopt;
    if (at.digits() == 4) {
      minutes = hours % 100;
      hours /= 100;
    } else if (!at.take(":") || !at.number(minutes, 2, 2)) {
      return std::nullopt;
    }
    if (hours > 23 || minutes > 59) return std::nullopt;
    return (hours * 60 + minutes) * 60 * kSecond * (behind ? -1 : 1);
  }
  const std::string name = text::ascii_lower(at.word());
  for (const Zone& one : kZones) {
    if (name == one.name) return one.hours * 3600 * kSecond;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_http_date(std::string_view text, std::int64_t now) {
  bool short_year = false;
  auto date = with_comma(text, short_year);
  if (!date) date = without_comma(text);
  if (!date) return std::nullopt;
  if (!short_year) return milliseconds(*date);
  constexpr std::int64_t kFiftyYears = 50 * 36525 * kDay / 100;
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now)))};
  date->year += static_cast<int>(today.year()) / 100 * 100;
  auto at = milliseconds(*date);
  if (at && *at > now + kFiftyYears) {
    date->year -= 100;
    at = milliseconds(*date);
  }
  return at;
}

std::optional<std::int64_t> read_mail_date(std::string_view text) {
  Cursor at(text);
  Date date;
  if (!at.word().empty()) {
    at.take(",");
    at.blanks();
  }
  if (!at.number(date.day, 1, 2) || !at.blanks() || !at.month(date.month) || !at.blanks()) return std::nullopt;
  if (!at.number(date.year, 2, 4) || !at.blanks()) return std::nullopt;
  if (at.digits() == 2) date.year += date.year < 50 ? 2000 : 1900;  // RFC 5322, section 4.3
  if (!at.number(date.hour, 1, 2) || !at.take(":") || !at.number(date.minute, 2, 2)) return std::nullopt;
  if (at.take(":") && !at.number(date.second, 2, 2)) return std::nullopt;
  at.blanks();
  const auto ahead = zone(at);
  const auto local = milliseconds(date);
  if (!ahead || !local || !at.at_end()) return std::nullopt;
  return *local - *ahead;
}

std::optional<std::int64_t> read_w3c_date(std::string_view text) {
  text = text::trim_ascii(text);
  if (const auto instant = base::read_utc_text(text)) return instant;
  Cursor at(text);
  Date date{.month = 1, .day = 1};
  if (!at.number(date.year, 4, 4)) return std::nullopt;
  if (at.at_end()) return milliseconds(date);
  if (!at.take("-") || !at.number(date.month, 2, 2)) return std::nullopt;
  if (at.at_end()) return milliseconds(date);
  if (!at.take("-") || !at.number(date.day, 2, 2)) return std::nullopt;
  if (at.at_end()) return milliseconds(date);
  // Without seconds, or a fraction that is longer than milliseconds; some write a space for the T, and no zone.
  if ((!at.take("T") && !at.blanks()) || !at.number(date.hour, 2, 2) || !at.take(":")) return std::nullopt;
  if (!at.number(date.minute, 2, 2)) return std::nullopt;
  if (at.take(":") && !at.number(date.second, 2, 2)) return std::nullopt;
  int fraction = 0;
  if (at.take(".") && !at.number(fraction, 1, 9)) return std::nullopt;
  at.blanks();
  const auto ahead = at.at_end() ? std::optional<std::int64_t>(0) : zone(at);
  const auto local = milliseconds(date);
  if (!ahead || !local || !at.at_end()) return std::nullopt;
  return *local - *ahead;
}

}  // namespace thresh::fetch
