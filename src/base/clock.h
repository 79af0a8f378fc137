// Time as a small interface, so that tests can make it jump.
//
// There are two times. The time of day is UTC, in milliseconds since 1970-01-01T00:00:00Z; it can jump in either
// direction (a clock that is set, a machine that slept), so it is written down and never waited for. The steady time
// only goes forward; waits, time-outs and gaps between requests are counted in it.
//
// Tested by tests/base/clock_test.cpp. tests/base/fake_clock.h is a Clock that a test moves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thresh::base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t utc_milliseconds() = 0;     // since 1970-01-01T00:00:00Z, without leap seconds
  virtual std::int64_t steady_milliseconds() = 0;  // since some moment before the program
  // Returns when the steady time has come, or earlier where a signal came.
  virtual void sleep_until(std::int64_t steady_milliseconds) = 0;
};

// The clock of this machine.
Clock& system_clock();

// The time as RFC 3339 writes it, in UTC: "2026-11-26T08:05:09Z"; milliseconds are cut off. Years 0000 to 9999; what
// lies beyond is the nearest time within.
std::string utc_text(std::int64_t utc_milliseconds);

// Reads what utc_text writes; a fraction of a second is read to the millisecond ("…09.123Z") and the offset of a zone
// is taken into account ("…+02:00"). nullopt for anything else, also for a 31st of April.
std::optional<std::int64_t> read_utc_text(std::string_view text);

}  // namespace thresh::base
