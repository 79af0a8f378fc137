// See relative_date.h.
#include "normalize/relative_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "normalize/clock.h"
#include "normalize/fold.h"
#include "normalize/numeral.h"
#include "normalize/vocabulary.h"

namespace thresh::normalize {
namespace {

using Unit = RelativeDate::Unit;

constexpr std::int64_t kMost = 10'000;  // of a unit
constexpr std::uint32_t kUnits = 8;     // a value of the lexicons is a number times this, and a unit
constexpr std::size_t kShortUnit = 2;   // bytes
constexpr std::int64_t kSecondsOfDay = 86'400;

constexpr std::array<std::string_view, 7> kUnitNames = {"second", "minute", "hour", "day", "week", "month", "year"};

struct RelativeWords {
  Lexicon before;   // "vor", "il y a"; its language, from 1
  Lexicon after;    // "ago", "fa"; the same
  Lexicon about;    // "about", "more than"
  Lexicon number;   // "a", "two"
  Lexicon unit;     // a number of units: "fortnight" is two weeks
  Lexicon named;    // the same, said at once: "yesterday" is a day
  Lexicon both;     // between two amounts: "and"
  Lexicon last;     // before a weekday
  Lexicon weekday;  // 1 for Monday
  Lexicon tail;     // behind it all: "aktualisiert"
  // The units of one or two letters by language, for "j" is "Jahr" in German and "jour" in French.
  std::vector<std::string_view> languages;
  std::vector<Lexicon> short_units;
};

std::uint32_t value_of(const Row& row) {
  std::uint32_t number = 0;
  std::from_chars(row[2].data(), row[2].data() + row[2].size(), number);
  const auto unit = std::ranges::find(kUnitNames, row[3]);
  return unit == kUnitNames.end() ? number : number * kUnits + static_cast<std::uint32_t>(unit - kUnitNames.begin());
}

// The place of a row's language in the lists, from 1.
std::uint32_t language_of(RelativeWords& words, const Row& row) {
  const auto known = std::ranges::find(words.languages, row[4]);
  const auto place = static_cast<std::uint32_t>(known - words.languages.begin());
  if (known == words.languages.end()) {
    words.languages.push_back(row[4]);
    words.short_units.emplace_back();
  }
  return place + 1;
}

RelativeWords load() {
  RelativeWords words;
  const std::array<std::pair<std::string_view, Lexicon*>, 8> kinds = {{{"before", &words.before},
                                                                       {"after", &words.after},
                                                                       {"about", &words.about},
                                                                       {"number", &words.number},
                                                                       {"unit", &words.unit},
                                                                       {"named", &words.named},
                                                                       {"both", &words.both},
                                                                       {"last", &words.last}}};
  for (const Row& row : rows_of(base::embedded("data/relative_date_words.tsv"))) {
    const auto kind = std::ranges::find(kinds, row[0], &std::pair<std::string_view, Lexicon*>::first);
    if (kind == kinds.end()) continue;
    const bool tells_language = kind->second == &words.before || kind->second == &words.after;
    kind->second->add(folded(row[1]), tells_language ? language_of(words, row) : value_of(row));
    if (kind->second == &words.unit && row[1].size() <= kShortUnit) {
      words.short_units[language_of(words, row) - 1].add(folded(row[1]), value_of(row));
    }
  }
  for (Lexicon& units : words.short_units) units.seal();
  for (const auto& [name, lexicon] : kinds) lexicon->seal();
  load_kinds("data/date_words.tsv", {{"weekday", &words.weekday}, {"tail", &words.tail}});
  return words;
}

const RelativeWords& words() {
  static const RelativeWords kWords = load();
  return kWords;
}

void add(RelativeDate& date, std::int64_t number, std::uint32_t value) {
  constexpr std::array<std::int64_t, 7> kSize = {1, 60, 3600, 1, 7, 1, 12};
  const auto unit = static_cast<Unit>(value % kUnits);
  const std::int64_t amount = number * (value / kUnits) * kSize[value % kUnits];
  (unit <= Unit::kHour ? date.seconds : unit <= Unit::kWeek ? date.days : date.months) += amount;
  date.finest = std::min(date.finest, unit);
}

// "3", "a", "two"; 1 where a unit alone stands ("год назад").
std::int64_t take_number(Reader& reader) {
  if (const auto word = reader.take_word(words().number)) return *word;
  Reader attempt = reader;
  const auto number = whole_number(attempt.take_numeral());
  if (!number) return 1;
  reader = attempt;
  return *number;
}

// `language`: that of the words around, by its place; 0 where it is not known.
bool take_amount(Reader& reader, RelativeDate& date, std::uint32_t language) {
  const std::int64_t number = take_number(reader);
  if (number < 0 || number > kMost) return false;
  auto unit = language == 0 ? std::nullopt : reader.take_word(words().short_units[language - 1]);
  if (!unit) unit = reader.take_word(words().unit);
  if (unit) add(date, number, *unit);
  return unit.has_value();
}

// "3 days", "1 year, 2 months", "2 hours and 5 minutes".
bool take_amounts(Reader& reader, RelativeDate& date, std::uint32_t language) {
  while (reader.take_word(words().about)) {
  }
  if (!take_amount(reader, date, language)) return false;
  constexpr int kMostAmounts = 4;
  for (int i = 1; i < kMostAmounts; ++i) {
    Reader attempt = reader;
    attempt.take(",");
    attempt.take_word(words().both);
    if (!take_amount(attempt, date, language)) break;
    reader = attempt;
  }
  return true;
}

bool take_ago(Reader& reader, RelativeDate& date) {
  while (reader.take_word(words().about)) {
  }
  const auto before = reader.take_word(words().before);
  const Reader amounts = reader;
  if (!take_amounts(reader, date, before.value_or(0))) return false;
  const auto after = reader.take_word(words().after);
  if (!after || before) return after || before;
  // The words behind tell the language too: "3 h önce" is weeks.
  Reader again = amounts;
  RelativeDate told;
  if (take_amounts(again, told, *after) && again.take_word(words().after)) {
    reader = again;
    date = told;
  }
  return true;
}

// "yesterday", "last week".
bool take_named(Reader& reader, RelativeDate& date) {
  const auto named = reader.take_word(words().named);
  if (named) add(date, 1, *named);
  return named.has_value();
}

// "Monday at 10:30 PM", "last Monday": a weekday alone may belong to anything.
bool take_weekday(Reader& reader, RelativeDate& date) {
  bool last = reader.take_word(words().last).has_value();
  const auto weekday = reader.take_word(words().weekday);
  if (!weekday || *weekday == 0) return false;
  last = reader.take_word(words().last).has_value() || last;  // "lundi dernier"
  date.weekday = static_cast<int>(*weekday);
  date.finest = Unit::kDay;
  return last || !reader.at_end();
}

// A time behind a day, then nothing. False where something else stands there.
bool take_rest(Reader& reader, RelativeDate& date) {
  const TimeLead lead = take_time_lead(reader);
  Reader attempt = reader;
  const auto time = date.finest == Unit::kDay ? take_time(attempt, lead) : std::nullopt;
  if (time) {
    date.time = time;
    reader = attempt;
  }
  if (!time && lead != TimeLead::kNone) return false;
  reader.take_word(words().tail);
  reader.take(".");
  return reader.at_end();
}

}  // namespace

std::optional<RelativeDate> relative_date(Reader reader) {
  using Form = bool (*)(Reader&, RelativeDate&);
  constexpr std::array<Form, 3> kForms = {take_named, take_ago, take_weekday};
  for (const Form form : kForms) {
    Reader attempt = reader;
    RelativeDate date;
    if (form(attempt, date) && take_rest(attempt, date)) return date;
  }
  return std::nullopt;
}

std::optional<std::string> resolved(const RelativeDate& date, const Moment& captured) {
  Day day = captured.day;
  const bool needs_day = date.finest < Unit::kMonth;
  if ((needs_day && day.day == 0) || (date.finest < Unit::kYear && day.month == 0)) return std::nullopt;
  if (!needs_day) day.day = 0;
  if (day.month == 0) day = {day.year - static_cast<int>(date.months / 12)};
  if (day.month > 0) day = months_before(day, date.months);
  if (date.finest == Unit::kYear) day = {day.year};
  if (!is_real(day)) return std::nullopt;
  if (!needs_day) return written(day);
  std::int64_t days = date.days + date.seconds / kSecondsOfDay;
  if (captured.time) {
    const std::int64_t since_midnight =
        captured.time->hour * 3600 + std::max(captured.time->minute, 0) * 60 + std::max(captured.time->second, 0);
    days += date.seconds % kSecondsOfDay > since_midnight;
  }
  day = days_before(day, days);
  if (date.weekday && is_real(day)) day = days_before(day, (weekday_of(day) - *date.weekday + 6) % 7 + 1);
  return is_real(day) ? std::optional(written(day, date.time)) : std::nullopt;
}

}  // namespace thresh::normalize
