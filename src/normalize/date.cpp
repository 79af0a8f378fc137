// Dates with a year, in the forms of the web and of seven and more languages. See normalize.h.
//
// A day in one of its forms (ISO 8601, "12 March 2020", "Mar 21 '12", "27. September 2018", "03.03.2011",
// 2020年3月12日), then maybe a time and a zone; month names and the words around them stand in data/date_words.tsv. The
// result has the precision of the page. Two numbers that could be day and month in either order give nothing unless one
// of them decides, except between points, where the day always stands first. Relative dates ("6 years ago") give
// nothing: they need to know when the page was taken. A zone is kept as an offset, never converted.
//
// Tested by tests/normalize/forms_test.cpp with date.tsv, and hostile_test.cpp.
#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "normalize/normalize.h"
#include "normalize/reader.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 120;  // bytes
constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2199;
constexpr int kMinutesOfDay = 1440;
constexpr int kLargestOffset = 14 * 60;  // minutes; of Kiribati

struct DateWords {
  Lexicon month, weekday, lead, of, at, clock, half, zone;
};

DateWords load() {
  DateWords words;
  load_kinds("data/date_words.tsv", {{"month", &words.month},
                                     {"weekday", &words.weekday},
                                     {"lead", &words.lead},
                                     {"of", &words.of},
                                     {"at", &words.at},
                                     {"clock", &words.clock},
                                     {"half", &words.half},
                                     {"zone", &words.zone}});
  return words;
}

const DateWords& words() {
  static const DateWords kWords = load();
  return kWords;
}

struct Day {
  int year = 0;
  int month = 0;  // 0: only the year is known
  int day = 0;    // 0: only year and month are known
};

struct Time {
  int hour = 0;
  int minute = -1;  // -1: only the hour is given
  int second = -1;
  std::string_view fraction;        // digits
  std::optional<int> zone_minutes;  // east of UTC
};

bool is_real(const Day& day) {
  constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (day.year < kFirstYear || day.year > kLastYear || day.month < 0 || day.month > 12 || day.day < 0) return false;
  const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
  const int last = kDays[static_cast<std::size_t>(day.month)] + (day.month == 2 && leap ? 1 : 0);
  return day.month == 0 ? day.day == 0 : day.day <= last;
}

// "2020" or "'12", which is of the years 1970 to 2069.
std::optional<int> take_year(Reader& reader) {
  if (!reader.take("'")) return reader.take_digits(4, 4);
  const auto year = reader.take_digits(2, 2);
  return year ? std::optional(*year + (*year < 70 ? 2000 : 1900)) : std::nullopt;
}

// "12", "12.", "12th", "1er", "1º".
std::optional<int> take_day_of_month(Reader& reader) {
  const auto day = reader.take_digits(1, 2);
  if (!day || *day == 0) return std::nullopt;
  reader.take_any_of(
      {"st ", "nd ", "rd ", "th ", "st,", "nd,", "rd,", "th,", "er ", "\u00BA ", "\u00AA ", "o ", "e ", "."});
  return day;
}

std::optional<int> take_month(Reader& reader) {
  const auto month = reader.take_word(words().month);
  if (!month) return std::nullopt;
  reader.take(".");
  return static_cast<int>(*month);
}

// "2014-02-06", "2014/2/6", "2014. 2. 6.", "2014-02", "2014".
std::optional<Day> year_first(Reader& reader) {
  Day day;
  const auto year = reader.take_digits(4, 4);
  if (!year) return std::nullopt;
  day.year = *year;
  if (reader.at_end()) return day;
  const bool dashed = reader.take("-");
  const std::string_view separator = dashed ? "-" : reader.take("/") ? "/" : ".";
  if (separator == "." && !reader.take(".")) return std::nullopt;
  const auto month = reader.take_digits(dashed ? 2 : 1, 2);
  if (!month || *month == 0) return std::nullopt;
  day.month = *month;
  if (dashed && reader.at_end()) return day;
  if (!reader.take(separator)) return std::nullopt;
  const auto day_of_month = reader.take_digits(dashed ? 2 : 1, 2);
  if (!day_of_month || *day_of_month == 0) return std::nullopt;
  day.day = *day_of_month;
  if (!dashed) reader.take(".");
  return day;
}

// "03.03.2011" is day, month, year; with slashes or dashes one number must be over 12, or both the same.
std::optional<Day> year_last(Reader& reader) {
  const auto first = reader.take_digits(1, 2);
  if (!first) return std::nullopt;
  const std::string_view separator = reader.take(".") ? "." : reader.take("/") ? "/" : "-";
  if (separator == "-" && !reader.take("-")) return std::nullopt;
  const auto second = reader.take_digits(1, 2);
  if (!second || !reader.take(separator)) return std::nullopt;
  const auto year = reader.take_digits(4, 4);
  if (!year || *first == 0 || *second == 0) return std::nullopt;
  if (separator != "." && *first <= 12 && *second <= 12 && *first != *second) return std::nullopt;
  const bool month_first = separator != "." && *second > 12;
  return month_first ? Day{*year, *first, *second} : Day{*year, *second, *first};
}

// "12 March 2020", "27. September 2018", "12-Mar-2020", "27 de septiembre de 2018".
std::optional<Day> day_month_year(Reader& reader) {
  const auto day = take_day_of_month(reader);
  if (!day) return std::nullopt;
  reader.take_any_of({"-", "/"});
  reader.take_word(words().of);
  const auto month = take_month(reader);
  if (!month) return std::nullopt;
  reader.take_any_of({",", "-", "/"});
  reader.take_word(words().of);
  const auto year = take_year(reader);
  return year ? std::optional(Day{*year, *month, *day}) : std::nullopt;
}

// "March 12, 2020", "Mar 21 '12".
std::optional<Day> month_day_year(Reader& reader) {
  const auto month = take_month(reader);
  const auto day = month ? take_day_of_month(reader) : std::nullopt;
  if (!day) return std::nullopt;
  reader.take(",");
  const auto year = take_year(reader);
  return year ? std::optional(Day{*year, *month, *day}) : std::nullopt;
}

// "March 2020", "marzo de 2020".
std::optional<Day> month_year(Reader& reader) {
  const auto month = take_month(reader);
  if (!month) return std::nullopt;
  reader.take(",");
  reader.take_word(words().of);
  const auto year = take_year(reader);
  return year ? std::optional(Day{*year, *month, 0}) : std::nullopt;
}

// Chinese, Japanese and Korean: 2020年3月12日, 2020년 3월 12일.
std::optional<Day> with_unit_signs(Reader& reader) {
  const auto year = reader.take_digits(4, 4);
  if (!year || !reader.take_any_of({"\u5E74", "\uB144"})) return std::nullopt;
  const auto month = reader.take_digits(1, 2);
  if (!month || *month == 0 || !reader.take_any_of({"\u6708", "\uC6D4"})) return std::nullopt;
  if (reader.at_end()) return Day{*year, *month, 0};
  const auto day = reader.take_digits(1, 2);
  if (!day || *day == 0 || !reader.take_any_of({"\u65E5", "\uC77C"})) return std::nullopt;
  return Day{*year, *month, *day};
}

std::optional<Day> take_day(Reader& reader) {
  using Form = std::optional<Day> (*)(Reader&);
  constexpr std::array<Form, 6> kForms = {year_first,     year_last,  day_month_year,
                                          month_day_year, month_year, with_unit_signs};
  for (const Form form : kForms) {
    Reader attempt = reader;
    const auto day = form(attempt);
    if (!day || !is_real(*day)) continue;
    reader = attempt;
    return day;
  }
  return std::nullopt;
}

// "+02:00", "-0500", "+2". Its minutes are those of a clock: "+05:99" is none.
std::optional<int> take_offset(Reader& reader) {
  const bool west = reader.take("-");
  if (!west && !reader.take("+")) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  if (const auto four = reader.take_digits(4, 4)) {
    hours = *four / 100;
    minutes = *four % 100;
  } else {
    const auto two = reader.take_digits(1, 2);
    if (!two) return std::nullopt;
    hours = *two;
    if (reader.take(":")) minutes = reader.take_digits(2, 2).value_or(kMinutesOfDay);
  }
  const int offset = hours * 60 + minutes;
  if (minutes > 59 || offset > kLargestOffset) return std::nullopt;
  return west ? -offset : offset;
}

// "(EST)", or any name of the zone that the offset before it gives: "GMT+0100 (Central European Standard Time)". False
// where something else stands in the brackets.
bool take_zone_name(Reader& reader, Time& time) {
  if (!reader.take("(")) return true;
  const auto word = reader.take_word(words().zone);
  if (word && !time.zone_minutes) time.zone_minutes = static_cast<int>(*word) - kMinutesOfDay;
  const std::string_view name = reader.rest().substr(0, reader.rest().find(')'));
  const bool letters = std::ranges::all_of(name, [](char c) { return base::is_ascii_letter(c) || c == ' '; });
  return (name.empty() || (time.zone_minutes && letters && reader.take(name))) && reader.take(")");
}

// False where something stands there that is no zone.
bool take_zone(Reader& reader, Time& time) {
  if (const auto word = reader.take_word(words().zone)) {
    time.zone_minutes = static_cast<int>(*word) - kMinutesOfDay;
    if (*time.zone_minutes != 0) return true;
  }
  Reader attempt = reader;
  if (const auto offset = take_offset(attempt)) {
    time.zone_minutes = *offset;
    reader = attempt;
  }
  return take_zone_name(reader, time);
}

// "3:11", "23:35:45.120", "14.17", "14h30": minutes and seconds after the hour. False if they are wrong.
bool take_minutes(Reader& reader, Time& time, bool& pointed) {
  pointed = reader.take(".");
  if (!pointed && !reader.take_any_of({":", "h"})) return true;
  const auto minute = reader.take_digits(2, 2);
  if (!minute || *minute > 59) return false;
  time.minute = *minute;
  if (pointed || !reader.take(":")) return true;
  const auto second = reader.take_digits(2, 2);
  if (!second || *second > 59) return false;
  time.second = *second;
  if (reader.take_any_of({".", ","})) {
    time.fraction = reader.rest().substr(0, reader.rest().find_first_not_of("0123456789"));
    return !time.fraction.empty() && time.fraction.size() <= 9 && reader.take(time.fraction);
  }
  return true;
}

// `iso`: behind the T of ISO 8601, where an hour may stand alone.
std::optional<Time> take_time(Reader& reader, bool iso) {
  Time time;
  const auto hour = reader.take_digits(1, 2);
  if (!hour || *hour > 23) return std::nullopt;
  time.hour = *hour;
  bool pointed = false;
  if (!take_minutes(reader, time, pointed)) return std::nullopt;
  const auto half = reader.take_word(words().half);
  if (half) {
    if (*hour == 0 || *hour > 12) return std::nullopt;
    time.hour = *hour % 12 + static_cast<int>(*half);
  }
  const bool clock = reader.take_word(words().clock).has_value();
  // A bare number, or one with a point, is no time without a word that says so.
  if ((time.minute < 0 || pointed) && !half && !clock && !iso) return std::nullopt;
  if (!take_zone(reader, time)) return std::nullopt;
  return time;
}

std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
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

// A day, then nothing or a time.
std::optional<std::string> day_and_time(Reader reader) {
  const auto day = take_day(reader);
  if (!day) return std::nullopt;
  const bool iso = day->day > 0 && reader.take("t");
  if (!iso) reader.take_any_of({",", "-", "\u00B7", "|"});
  reader.take_word(words().at);
  std::optional<Time> time;
  if (!reader.at_end() && reader.rest() != ".") {
    if (day->day == 0) return std::nullopt;
    time = take_time(reader, iso);
    if (!time) return std::nullopt;
  }
  reader.take(".");
  return reader.at_end() ? std::optional(written(*day, time)) : std::nullopt;
}

// The order of C's asctime: "Thu Mar 12 03:11:00 2020".
std::optional<std::string> year_after_time(Reader reader) {
  const auto month = take_month(reader);
  const auto day = month ? take_day_of_month(reader) : std::nullopt;
  const auto time = day ? take_time(reader, false) : std::nullopt;
  const auto year = time ? reader.take_digits(4, 4) : std::nullopt;
  if (!year || !reader.at_end()) return std::nullopt;
  const Day whole{*year, *month, *day};
  return is_real(whole) ? std::optional(written(whole, time)) : std::nullopt;
}

// "3:30 PM · Mar 13, 2020", "15:30, 13 March 2020".
std::optional<std::string> time_first(Reader reader) {
  const auto time = take_time(reader, false);
  if (!time) return std::nullopt;
  reader.take_any_of({",", "\u00B7", "|"});
  reader.take("on ");
  const auto day = take_day(reader);
  if (!day || day->day == 0 || !reader.at_end()) return std::nullopt;
  return written(*day, time);
}

std::optional<std::string> date_of(Reader reader) {
  if (auto iso = day_and_time(reader)) return iso;
  if (auto iso = year_after_time(reader)) return iso;
  return time_first(reader);
}

}  // namespace

std::optional<Date> date(std::string_view text) {
  const bool digits = text.size() <= kLongest && text.find_first_of("0123456789") != std::string_view::npos;
  if (!digits) return std::nullopt;
  const std::string folded = text::fold(text);
  const bool wrapped = folded.starts_with('(') && folded.find(')') == folded.size() - 1;
  Reader reader(wrapped ? std::string_view(folded).substr(1, folded.size() - 2) : std::string_view(folded));
  auto iso = date_of(reader);
  // Words before the date: "Posted on", "Thursday,". A word that is a month too ("Mar.") was tried as that first.
  for (int skipped = 0; !iso && skipped < 3; ++skipped) {
    if (!reader.take_word(words().lead) && !reader.take_word(words().weekday)) break;
    reader.take_any_of({",", ":", "."});
    iso = date_of(reader);
  }
  constexpr std::size_t kYear = 4;  // letters; in brackets it may belong to anything
  return iso && !(wrapped && iso->size() == kYear) ? std::optional(Date{std::move(*iso)}) : std::nullopt;
}

}  // namespace thresh::normalize
