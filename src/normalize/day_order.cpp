// See day_order.h.
#include "normalize/day_order.h"

#include "base/ascii.h"
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

DayOrders day_orders_in(std::string_view page) {
  Votes slashed, dashed, pointed;
  for (std::size_t at = 0; at + 1 < page.size(); ++at) {
    const char sign = page[at];
    if (sign < '-' || sign > '/' || !base::is_ascii_digit(page[at + 1])) continue;  // almost always
    read_around(page, at, sign == '/' ? slashed : sign == '-' ? dashed : pointed);
  }
  return {slashed.outcome(), dashed.outcome(), pointed.outcome()};
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

}  // namespace thresh::normalize
