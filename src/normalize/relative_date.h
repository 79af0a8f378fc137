// Dates that are told by how long ago they were: "3 days ago", "vor einem Jahr", "yesterday at 14:05", 2年前.
//
// What they mean depends on when the page was taken. A result is no more precise than the smallest unit that is named:
// years give a year, months a month, everything shorter a day, for nobody who writes "5 hours ago" means the minute. A
// week is seven days. Units, numbers and phrases of each language stand in data/relative_date_words.tsv.
//
// Tested by tests/normalize/forms_test.cpp with relative_date.tsv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "normalize/calendar.h"
#include "normalize/reader.h"

namespace thresh::normalize {

struct RelativeDate {
  std::int64_t seconds = 0, days = 0, months = 0;  // before the capture
  enum class Unit : std::uint8_t { kSecond, kMinute, kHour, kDay, kWeek, kMonth, kYear } finest = Unit::kYear;
  std::optional<int> weekday;  // the last one of that name before the day of the capture; 1 for Monday
  std::optional<Time> time;    // of that day, where the words give it
};

// What is left of a text, as a relative date; nothing where it is none.
std::optional<RelativeDate> relative_date(Reader reader);

// The date in ISO 8601, seen from `captured`; nothing where that is not precise enough, or out of the calendar.
std::optional<std::string> resolved(const RelativeDate& date, const Moment& captured);

}  // namespace thresh::normalize
