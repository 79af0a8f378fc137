// When something is due that is due again and again: cron expressions.
//
// Five fields (minute, hour, day of the month, month, day of the week) as POSIX crontab has them, with what every cron
// adds: ranges with steps ("1-31/2", "*/15"), names ("jan", "Mon"), 7 for Sunday; and "@hourly", "@daily"
// ("@midnight"), "@weekly", "@monthly", "@yearly" ("@annually"). Where both the day of the month and the day of the
// week are restricted, either of them will do; where one of them starts with `*`, both have to hold ("*/2" too), as in
// the cron of Debian (Vixie's).
//
// Time zones. An expression is about the clocks of a zone. Where they are put forward, what is due in the hour that
// does not exist is due once, at the moment of the change. Where they are put back, what is due in the hour that comes
// twice is due in its first coming only.
//
// Tested by tests/dataset/cron_test.cpp, and against croniter by cron_croniter_test.py.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/syntax_error.h"
#include "text/time_zone.h"

namespace thresh::dataset {

class Cron {
 public:
  // One bit for each value that fits; bit 0 is 0, so days and months leave it out. Sunday is 0.
  struct Fields {
    std::uint64_t minutes = 0;
    std::uint64_t hours = 0;
    std::uint64_t days = 0;
    std::uint64_t months = 0;
    std::uint64_t weekdays = 0;
    // Whether a day has to fit both the days of the month and those of the week.
    bool both_days = true;
  };

  // Nothing is due, ever.
  Cron() = default;
  // An expression of which no day exists (the 30th of February) is an error too.
  static std::expected<Cron, base::SyntaxError> parse(std::string_view text);

  // The first moment after `utc_milliseconds` (since 1970-01-01T00:00:00Z) at which it is due; nullopt if there is none
  // before the year 2101. At most some 50,000 steps.
  std::optional<std::int64_t> next(std::int64_t utc_milliseconds, const text::TimeZone& zone) const;

  const Fields& fields() const { return fields_; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  Fields fields_;
};

}  // namespace thresh::dataset
