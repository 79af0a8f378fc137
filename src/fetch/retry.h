// Whether a request is tried again, and after how long.
//
// Waits double from try to try and are drawn at random below that ("full jitter"), so that what failed together does
// not come back together. The generator is seeded: the same run waits the same again. A server that says how long
// (Retry-After, RFC 9110, section 10.2.3) is not asked before.
//
// Tested by tests/fetch/retry_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "fetch/outcome.h"

namespace thresh::fetch {

inline constexpr std::int64_t kLongestRetryAfter = 3'600'000;  // milliseconds

// Milliseconds to wait, from 0 to an hour: of "120", or of an HTTP-date, counted from `now`, which is the answer's own
// Date where it has one, so that a clock that is wrong here does not matter. nullopt for what is neither.
std::optional<std::int64_t> read_retry_after(std::string_view value, std::int64_t now);

// Numbers that look random and are the same for the same seed, on every machine (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::int64_t up_to(std::int64_t most);  // from 0 to `most`

 private:
  std::uint64_t state_;
};

struct RetryPolicy {
  int retries = 3;                  // beside the first try
  std::int64_t first_wait = 2'000;  // milliseconds; the most that is waited before the first retry
  std::int64_t longest_wait = 300'000;
};

// How long to wait before the next try, after `tries` that ended as the last one did (tries >= 1). nullopt: it is not
// tried again.
std::optional<std::int64_t> wait_before_retry(const RetryPolicy& policy, const Outcome& outcome, int tries,
                                              Random& random);

}  // namespace thresh::fetch
