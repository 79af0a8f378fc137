// See time_text.h.
#include "source/time_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/ascii.h"
#include "base/clock.h"
#include "source/warc_header.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kDay = 10;  // letters of YYYY-MM-DD

std::optional<std::int64_t> number(std::string_view digits) {
  constexpr std::size_t kMost = 18;  // of which none is too large
  if (!base::all_ascii_digits(digits) || digits.size() > kMost) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

// Whether it is the form "0000-00-00", where 0 is any digit.
bool has_form(std::string_view text, std::string_view form) {
  return text.size() == form.size() && std::ranges::equal(text, form, [](char c, char wanted) {
           return wanted == '0' ? base::is_ascii_digit(c) : c == wanted;
         });
}

std::string checked(const std::string& instant) {
  const auto utc = base::read_utc_text(instant);
  return utc ? base::utc_text(*utc) : std::string();
}

std::string checked_day(std::string_view day) {
  return base::read_utc_text(std::string(day) + "T00:00:00Z") ? std::string(day) : std::string();
}

// "Z", "UTC", "GMT", "+02:00", "+0200", "+02", nothing, as "+02:00"; nullopt for anything else.
std::optional<std::string> zone_of(std::string_view text) {
  text = text::trim_ascii(text);
  if (text.empty() || text == "Z" || text == "z" || text == "UTC" || text == "GMT") return "Z";
  const bool sign = text.front() == '+' || text.front() == '-';
  const std::string_view rest = text.substr(sign ? 1 : 0);
  if (!sign) return std::nullopt;
  const std::string start(text.substr(0, 3));
  if (has_form(rest, "00:00")) return std::string(text);
  if (has_form(rest, "0000")) return start + ':' + std::string(rest.substr(2));
  return has_form(rest, "00") ? std::optional(start + ":00") : std::nullopt;
}

// "2024-01-15", "2024-01-15 08:30", "2024-01-15T08:30:00.123456+0200".
std::string iso_text(std::string_view text) {
  if (!has_form(text.substr(0, kDay), "0000-00-00")) return {};
  const std::string day(text.substr(0, kDay));
  text.remove_prefix(kDay);
  if (text.empty()) return checked_day(day);
  if (text.front() != 'T' && text.front() != 't' && text.front() != ' ') return {};
  text = text::trim_ascii(text.substr(1));
  if (!has_form(text.substr(0, 5), "00:00")) return {};
  std::string clock = std::string(text.substr(0, 5)) + ":00";
  text.remove_prefix(5);
  if (has_form(text.substr(0, 3), ":00")) {
    clock.replace(5, 3, text.substr(0, 3));
    text.remove_prefix(3);
    if (text.starts_with('.') || text.starts_with(',')) {
      text.remove_prefix(1);
      const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
      if (end == 0) return {};
      text.remove_prefix(end);  // a fraction of a second is not kept
    }
  }
  const auto zone = zone_of(text);
  return zone ? checked(day + 'T' + clock + *zone) : std::string();
}

// "Wed, 21 Oct 2015 07:28:00 GMT", the day of the week or not.
std::string http_text(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos) text = text::trim_ascii(text.substr(comma + 1));
  const std::string padded = has_form(text.substr(0, 2), "0 ") ? '0' + std::string(text) : std::string(text);
  std::string_view rest = padded;
  if (rest.size() < 20 || !has_form(rest.substr(0, 2), "00")) return {};
  const std::size_t month = kMonths.find(rest.substr(3, 3));
  if (month == std::string_view::npos || month % 3 != 0 || !has_form(rest.substr(7, 4), "0000")) return {};
  if (!has_form(rest.substr(12, 8), "00:00:00")) return {};
  const auto zone = zone_of(rest.substr(20));
  if (!zone) return {};
  const std::size_t of_year = month / 3 + 1;
  return checked(std::string(rest.substr(7, 4)) + (of_year < 10 ? "-0" : "-") + std::to_string(of_year) + '-' +
                 std::string(rest.substr(0, 2)) + 'T' + std::string(rest.substr(12, 8)) + *zone);
}

// Seconds since 1970, or parts of them: how many digits there are tells, for the years 1973 to 5138.
std::string number_text(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() < text.size() && !base::all_ascii_digits(text.substr(whole.size() + 1))) return {};
  constexpr std::size_t kArchive = 14, kShortDay = 8;
  if (whole.size() == kArchive && (whole.starts_with("19") || whole.starts_with("20"))) {
    if (std::string time = arc_time(whole); !time.empty() && !checked(time).empty()) return time;
  }
  if (whole.size() == kShortDay && (whole.starts_with("19") || whole.starts_with("20"))) {
    return checked_day(std::string(whole.substr(0, 4)) + '-' + std::string(whole.substr(4, 2)) + '-' +
                       std::string(whole.substr(6)));
  }
  const bool nanoseconds = whole.size() == 19;
  const auto value = number(whole.substr(0, nanoseconds ? 16 : whole.size()));
  if (!value || whole.size() < 9) return {};
  if (whole.size() <= 11) return base::utc_text(*value * 1000);
  if (whole.size() <= 14) return base::utc_text(*value);
  return whole.size() <= 17 || nanoseconds ? base::utc_text(*value / 1000) : std::string();
}

}  // namespace

std::string time_text(std::string_view text) {
  text = text::trim_ascii(text);
  if (text.empty()) return {};
  if (base::all_ascii_digits(text.substr(0, text.find('.')))) return number_text(text);
  std::string iso = iso_text(text);
  return iso.empty() ? http_text(text) : iso;
}

}  // namespace thresh::source
