// See day_order.h.
#include "normalize/day_order.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "normalize/normalize.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

// What the dates with one separator say.
struct Votes {
  bool day_first = false, month_first = false;

  DayOrder outcome() const {
    if (day_first == month_first) return DayOrder::kUnknown;
    return day_first ? DayOrder::kDayFirst : DayOrder::kMonthFirst;
  }
};

bool is_digit_at(std::string_view text, std::size_t at) { return at < text.size() && base::is_ascii_digit(text[at]); }

// A number of one or two digits that starts at `at`; its end goes there. 0 for none.
int take_number(std::string_view text, std::size_t& at) {
  int value = 0;
  const std::size_t begin = at;
  while (at < begin + 2 && is_digit_at(text, at)) value = value * 10 + (text[at++] - '0');
  return value;
}

// The separator of the first of its two places, if "DD/DD/DDDD" stands around it, not as a part of something longer.
void read_around(std::string_view text, std::size_t separator, Votes& votes) {
  std::size_t begin = separator;
  while (begin > 0 && separator - begin < 2 && is_digit_at(text, begin - 1)) --begin;
  const char before = begin == 0 ? ' ' : text[begin - 1];
  if (begin == separator || base::is_ascii_alphanumeric(before) || before == text[separator]) return;
  const char sign = text[separator];
  std::size_t at = begin;
  const int first = take_number(text, at);
  at = separator + 1;
  const int second = take_number(text, at);
  if (second == 0 || at >= text.size() || text[at] != sign) return;
  const std::size_t year = at + 1;
  for (std::size_t i = year; i < year + 4; ++i) {
    if (!is_digit_at(text, i)) return;
  }
  if (is_digit_at(text, year + 4) || first == 0 || (text[year] != '1' && text[year] != '2')) return;
  votes.day_first = votes.day_first || (first > 12 && first <= 31 && second <= 12);
  votes.month_first = votes.month_first || (second > 12 && second <= 31 && first <= 12);
}

constexpr std::string_view kSeparators = "/-.";

}  // namespace

bool asks_for_day_order(std::string_view text) {
  for (std::size_t at = text.find_first_of(kSeparators); at < text.size();
       at = text.find_first_of(kSeparators, at + 1)) {
    std::size_t end = at + 1;
    const bool short_before =
        at > 0 && is_digit_at(text, at - 1) && !(at > 2 && is_digit_at(text, at - 2) && is_digit_at(text, at - 3));
    if (short_before && take_number(text, end) > 0 && end < text.size() && text[end] == text[at]) return true;
  }
  return false;
}

namespace {

constexpr int kFarLess = 5;     // times
constexpr int kFewestDays = 3;  // that are different: one step may well be a month

// Days since some day, of a day in ISO 8601.
int days_of(std::string_view iso) {
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (std::size_t i = at; i < at + size; ++i) value = value * 10 + (iso[i] - '0');
    return value;
  };
  return number(0, 4) * 372 + number(5, 2) * 31 + number(8, 2);  // near enough: for spans
}

// What a series is when it is read in one way.
struct Series {
  bool fits = true;  // all are dates, none in the future, and they are in order
  int span = 0;      // days
  int different = 0;
  std::vector<std::string> days;
};

Series no_series() {
  Series none;
  none.fits = false;
  return none;
}

Series read_series(std::span<const std::string> dates, std::string_view captured, DayOrder order) {
  Series series;
  bool up = true, down = true;
  int least = 0, most = 0;
  for (const std::string& words : dates) {
    const auto read = date(words, {captured, order, order, order});
    if (!read || read->iso.size() < std::string_view("2019-03-04").size()) return no_series();
    const std::string day = read->iso.substr(0, 10);
    if (captured.size() >= 10 && day > captured.substr(0, 10)) series.fits = false;
    const int here = days_of(day);
    if (!series.days.empty()) {
      up = up && day >= series.days.back();
      down = down && day <= series.days.back();
    }
    least = series.days.empty() ? here : std::min(least, here);
    most = series.days.empty() ? here : std::max(most, here);
    series.different += series.days.empty() || day != series.days.back();
    series.days.push_back(day);
  }
  series.fits = series.fits && (up || down);
  series.span = most - least;
  return series;
}

}  // namespace

DayOrder day_order_of_series(std::span<const std::string> dates, std::string_view captured) {
  const Series days = read_series(dates, captured, DayOrder::kDayFirst);
  const Series months = read_series(dates, captured, DayOrder::kMonthFirst);
  if (days.days.empty() || months.days.empty()) return DayOrder::kUnknown;
  const auto wins = [](const Series& one, const Series& other) {
    return one.fits && one.different >= kFewestDays && one.days != other.days && (one.span + 1) * kFarLess < other.span;
  };
  if (wins(days, months)) return DayOrder::kDayFirst;
  return wins(months, days) ? DayOrder::kMonthFirst : DayOrder::kUnknown;
}

DayOrder day_order_of_language(std::string_view tag) {
  static const Lexicon kOthers = [] {
    Lexicon words;
    load_kinds("data/day_order.tsv", {{"order", &words}});
    return words;
  }();
  if (tag.empty()) return DayOrder::kUnknown;
  const std::string lower = text::ascii_lower(tag);
  const std::string_view primary = std::string_view(lower).substr(0, lower.find('-'));
  auto order = kOthers.find(lower);
  if (!order && primary.size() < lower.size()) {
    // What is said of a language alone holds for its regions only where it is said of all of them.
    order = kOthers.find(std::string(primary) + "-*");
  }
  if (!order) return DayOrder::kDayFirst;
  return *order == 1 ? DayOrder::kMonthFirst : DayOrder::kUnknown;
}

namespace {

constexpr std::size_t kMostInSeries = 500;
constexpr std::size_t kBeforeClock = 8;  // letters and signs between a day and its clock, tags aside

// Whether a clock ("9:12") stands right behind a day.
bool has_clock(std::string_view page, std::size_t at) {
  std::size_t between = 0;
  while (at < page.size() && between <= kBeforeClock) {
    if (page[at] == '<') {
      at = std::min(page.find('>', at), page.size());
    } else if (base::is_ascii_digit(page[at])) {
      take_number(page, at);
      return at < page.size() && page[at] == ':' && is_digit_at(page, at + 1);
    } else {
      ++between;
    }
    ++at;
  }
  return false;
}

// The days in front of clocks, in order, those that come again at once left out.
std::vector<std::string> clocked_days(std::string_view page, char sign) {
  std::vector<std::string> days;
  for (std::size_t at = page.find(sign); at != std::string_view::npos && days.size() < kMostInSeries;
       at = page.find(sign, at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < 2 && is_digit_at(page, begin - 1)) --begin;
    const char before = begin == 0 ? ' ' : page[begin - 1];
    if (begin == at || base::is_ascii_alphanumeric(before) || before == sign) continue;
    std::size_t end = at + 1;
    if (take_number(page, end) == 0 || end >= page.size() || page[end] != sign) continue;
    const std::size_t year = ++end;
    while (is_digit_at(page, end)) ++end;
    if (end - year != 4 || !has_clock(page, end)) continue;
    const std::string_view day = page.substr(begin, end - begin);
    if (days.empty() || days.back() != day) days.emplace_back(day);
  }
  return days;
}

}  // namespace

DayOrders day_orders_in(std::string_view page) {
  Votes slashed, dashed, pointed;
  for (std::size_t at = 0; at + 1 < page.size(); ++at) {
    const char sign = page[at];
    if (sign < '-' || sign > '/' || !base::is_ascii_digit(page[at + 1])) continue;  // almost always
    read_around(page, at, sign == '/' ? slashed : sign == '-' ? dashed : pointed);
  }
  return {slashed.outcome(), dashed.outcome(), pointed.outcome()};
}

DayOrders day_orders_by_series(std::string_view page, std::string_view captured) {
  return {day_order_of_series(clocked_days(page, '/'), captured),
          day_order_of_series(clocked_days(page, '-'), captured),
          day_order_of_series(clocked_days(page, '.'), captured)};
}

}  // namespace thresh::normalize
