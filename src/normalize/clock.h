// Times of day as pages write them: "3:11am", "14.17 Uhr", "14h30", "23:35:45.120 +02:00", 下午2:30, 14時30分.
//
// A zone is kept as an offset, never converted. Words from data/date_words.tsv.
//
// Tested by tests/normalize/forms_test.cpp with date.tsv.
#pragma once

#include <optional>

#include "normalize/calendar.h"
#include "normalize/reader.h"

namespace thresh::normalize {

// What stands before a time: nothing; a word such as "at" or "um"; the T of ISO 8601, behind which an hour may stand
// alone.
enum class TimeLead { kNone, kWord, kIso };

std::optional<Time> take_time(Reader& reader, TimeLead lead);

// What parts a day from its time: a comma, "at", "um".
TimeLead take_time_lead(Reader& reader);

}  // namespace thresh::normalize
