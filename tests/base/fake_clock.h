// A Clock that a test moves: time passes only where it is slept or set.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/clock.h"

namespace thresh::base {

struct FakeClock final : Clock {
  std::int64_t utc = 1'800'000'000'000;  // 2027-01-15T08:00:00Z
  std::int64_t steady = 1'000'000;

  std::int64_t utc_milliseconds() override { return utc; }
  std::int64_t steady_milliseconds() override { return steady; }
  void sleep_until(std::int64_t until) override { pass(std::max<std::int64_t>(until - steady, 0)); }

  void pass(std::int64_t milliseconds) {
    utc += milliseconds;
    steady += milliseconds;
  }
};

}  // namespace thresh::base
