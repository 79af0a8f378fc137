// See reconcile.h.
#include "convert/reconcile.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using extract::Made;
using record::Map;
using record::Type;
using record::Value;

constexpr std::size_t kFewestLetters = 8;  // bytes that a text has to have to say the same as a longer one

// The words of a text, in lower case, parted by one space: without punctuation and marks.
std::string words_of(std::string_view text) {
  std::string out;
  const std::string folded = text::fold(text);
  bool apart = false;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::code_point_at(folded, at);
    if (text::is_letter(point.value) || text::is_digit(point.value)) {
      if (apart && !out.empty()) out += ' ';
      out += folded.substr(at, point.length);
      apart = false;
    } else if (point.value != '\'') {
      apart = true;
    }
    at += point.length;
  }
  return out;
}

// Whether the words of one stand in the other, whole and together.
bool holds(std::string_view longer, std::string_view shorter) {
  for (std::size_t at = longer.find(shorter); at != std::string_view::npos; at = longer.find(shorter, at + 1)) {
    const std::size_t end = at + shorter.size();
    if ((at == 0 || longer[at - 1] == ' ') && (end == longer.size() || longer[end] == ' ')) return true;
  }
  return false;
}

bool texts_agree(std::string_view a, std::string_view b) {
  std::string left = words_of(a), right = words_of(b);
  if (left == right) return true;
  if (left.size() < right.size()) std::swap(left, right);
  if (right.size() < kFewestLetters) return false;
  // A description may be cut in the middle of a word.
  return holds(left, right) || left.starts_with(right);
}

std::string text_at(const Value& value, std::string_view key) {
  const Map* map = value.as_map();
  const Value* member = map == nullptr ? nullptr : map->find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_text();
  return text == nullptr ? std::string() : *text;
}

std::optional<double> number_of(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* integer = value->as_integer()) return static_cast<double>(*integer);
  return value->as_real() == nullptr ? std::nullopt : std::optional(*value->as_real());
}

std::optional<double> number_at(const Value& value, std::string_view key) {
  const Map* map = value.as_map();
  return map == nullptr ? std::nullopt : number_of(map->find(key));
}

bool is_approximate(const Made& made) { return made.beside.find("_approximate") != nullptr; }

// The digits at `at`; nothing where they are not all.
std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || !base::is_ascii_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// A point of time, and whether its seconds are said.
struct Instant {
  std::chrono::sys_seconds at;
  bool seconds = false;
};

// Of a date of a record that says its offset: "2020-03-12T14:05Z", "2020-03-12T15:05:00+01:00".
std::optional<Instant> instant_of(std::string_view date) {
  constexpr std::size_t kMinutes = 16;  // bytes up to them
  const auto year = digits_at(date, 0, 4), month = digits_at(date, 5, 2), day = digits_at(date, 8, 2),
             hour = digits_at(date, 11, 2), minute = digits_at(date, 14, 2);
  if (!year || !month || !day || !hour || !minute) return std::nullopt;
  std::string_view rest = date.substr(kMinutes);
  Instant instant;
  int second = 0;
  if (rest.starts_with(':')) {
    const auto said = digits_at(rest, 1, 2);
    if (!said) return std::nullopt;
    instant.seconds = true;
    second = *said;
    rest.remove_prefix(3);
    if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  }
  int offset = 0;  // minutes
  if (rest != "Z") {
    const auto hours = digits_at(rest, 1, 2), minutes = digits_at(rest, 4, 2);
    if (rest.size() != 6 || !hours || !minutes) return std::nullopt;
    offset = (*hours * 60 + *minutes) * (rest.front() == '-' ? -1 : 1);
  }
  const std::chrono::year_month_day date_of(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                            std::chrono::day(static_cast<unsigned>(*day)));
  if (!date_of.ok()) return std::nullopt;
  instant.at = std::chrono::sys_days(date_of) + std::chrono::hours(*hour) + std::chrono::minutes(*minute - offset) +
               std::chrono::seconds(second);
  return instant;
}

bool starts_alike(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

// Of the precision that each has; in whatever zone.
bool dates_agree(std::string_view a, std::string_view b) {
  if (starts_alike(a, b)) return true;
  const auto left = instant_of(a), right = instant_of(b);
  if (!left || !right) return false;
  if (left->seconds && right->seconds) return left->at == right->at;
  return std::chrono::floor<std::chrono::minutes>(left->at) == std::chrono::floor<std::chrono::minutes>(right->at);
}

// Whether an amount whose sign is that of several currencies may be of this one.
bool may_be_of(const Value& money, std::string_view currency) {
  const auto read = normalize::money(text_at(money, "as_written"), currency);
  return read && (currency.empty() || read->currency == currency);
}

// The same amount, however it is written.
bool money_agrees(const Value& a, const Value& b) {
  const auto left = number_at(a, "amount"), right = number_at(b, "amount");
  if (!left || !right || *left != *right || number_at(a, "to") != number_at(b, "to")) return false;
  const std::string currency = text_at(a, "currency"), other = text_at(b, "currency");
  return currency == other || (currency.empty() && may_be_of(a, other)) || (other.empty() && may_be_of(b, currency));
}

// A rounded count stands for all that are rounded to it: "1.2k" for 1150 to 1250.
bool counts_agree(const Made& a, const Made& b) {
  const auto left = number_of(&a.value), right = number_of(&b.value);
  if (!left || !right) return false;
  constexpr double kRounding = 0.05;
  const bool rounded = is_approximate(a) || is_approximate(b);
  return *left == *right || (rounded && std::abs(*left - *right) <= kRounding * std::max(*left, *right));
}

bool holds_star(std::string_view text) {
  return text.find("\u2605") != std::string_view::npos || text.find("\u2B50") != std::string_view::npos;
}

// "4.9" of "4.87", of the same best value; a percentage and stars agree as shares of their best.
bool ratings_agree(const Value& a, const Value& b) {
  const auto left = number_at(a, "value"), right = number_at(b, "value");
  if (!left || !right) return false;
  const double of_left = number_at(a, "best").value_or(0), of_right = number_at(b, "best").value_or(0);
  // Stars that are drawn are whole ones, or halves.
  const bool drawn = holds_star(text_at(a, "as_written")) || holds_star(text_at(b, "as_written"));
  const double rounding = drawn ? 0.501 : 0.0501;
  if (of_left == 0 || of_right == 0 || of_left == of_right) return std::abs(*left - *right) <= rounding;
  constexpr double kShare = 0.011;
  return std::abs(*left / of_left - *right / of_right) <= kShare;
}

// Whether each name of the one stands in the other, an initial for any name that starts with it.
bool persons_agree(const Value& a, const Value& b) {
  const std::string left = words_of(text_at(a, "name")), right = words_of(text_at(b, "name"));
  if (left == right) return true;
  // "Jane" is "Jane Doe", of whom a page says more in one place than in another.
  if (left.find(' ') == std::string::npos && left == words_of(text_at(b, "given"))) return true;
  if (right.find(' ') == std::string::npos && right == words_of(text_at(a, "given"))) return true;
  const std::string family = words_of(text_at(a, "family"));
  if (family.empty() || family != words_of(text_at(b, "family"))) return false;
  const std::string given = words_of(text_at(a, "given")), other = words_of(text_at(b, "given"));
  const bool initial = given.size() == 1 || other.size() == 1;
  return given.empty() || other.empty() || given == other || (initial && given[0] == other[0]);
}

// An address without what says nothing about the page: the scheme, "www.", a slash at the end.
std::string_view bare(std::string_view url) {
  for (const std::string_view head : {"https://", "http://", "www."}) {
    if (url.starts_with(head)) url.remove_prefix(head.size());
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

}  // namespace

bool agree(Type type, const Made& a, const Made& b) {
  const std::string* left = a.value.as_text();
  const std::string* right = b.value.as_text();
  const bool texts = left != nullptr && right != nullptr;
  switch (type) {
    case Type::kText:
    case Type::kMarkdown:
    case Type::kHtml:
      return texts && texts_agree(*left, *right);
    case Type::kUrl:
      return texts && bare(*left) == bare(*right);
    case Type::kDate:
      return texts && dates_agree(*left, *right);
    case Type::kMoney:
      return money_agrees(a.value, b.value);
    case Type::kLanguage:
      return texts && left->substr(0, left->find('-')) == right->substr(0, right->find('-'));
    case Type::kCount:
      return counts_agree(a, b);
    case Type::kRating:
      return ratings_agree(a.value, b.value);
    case Type::kPerson:
      return persons_agree(a.value, b.value);
    case Type::kPlace:
    case Type::kSpecialty:
      return words_of(text_at(a.value, "name")) == words_of(text_at(b.value, "name"));
    default:
      return a.value == b.value;
  }
}

Value shown_in_conflict(const Value& value) {
  const std::string words = text_at(value, "as_written");
  return value.as_map() != nullptr && !words.empty() ? Value(words) : value;
}

double confidence(normalize::Fit fit, std::size_t agreeing, std::size_t differing) {
  constexpr double kSure = 0.1, kUnsure = 0.3, kMost = 0.9;
  const double doubt = (fit == normalize::Fit::kSure ? kSure : kUnsure) *
                       std::exp2(static_cast<double>(differing) - static_cast<double>(agreeing));
  return 1.0 - std::min(doubt, kMost);
}

}  // namespace thresh::convert
