// Dates in short lines: "Posted March 19, 2024", "by anna » Tue Jul 11, 2023 4:30 pm · 4 min read", "1 year ago".
//
// A date may stand anywhere in a line. From each place where one can start (a digit, a month, a weekday, a word that
// relative dates start with) the longest stretch that normalize::date takes is one; it ends where a word ends. A line
// that holds no year, no numbers set apart as those of dates are, and no word of dates is not looked at closer.
//
// Tested by tests/automatic/thread/dates_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::automatic {

// The part of a line that is a date: all of it, or the first of dates_in. Nothing for a line of more than 120 bytes.
std::optional<std::string_view> date_words(std::string_view line);

// All dates of a line, in order, without the words before them. A day or an amount of time is one wherever it stands; a
// month or a year without a day must be set apart by signs. Nothing for a line of more than 300 bytes.
std::vector<std::string_view> dates_in(std::string_view line);

// Whether an attribute of that name may say when something was written: data-timestamp, aria-label. `datetime` and
// `title` are not among them.
bool is_date_attribute(std::string_view name);

// Seconds, or thousandths of them, since 1970, of a year from 1990 to 2049, as ISO 8601; nothing of another text.
std::optional<std::string> of_unix_time(std::string_view value);

}  // namespace thresh::automatic
