// How fast a host in trouble is asked: a circuit breaker with a slow gear.
//
// Closed: requests go out. After `failures` in a row it opens: none goes out for a while. Then it is half open: one
// request tries; if that goes well the circuit closes, else it opens again for twice as long, until it has opened
// `openings` times in a row and the host is given up.
//
// While a server says that it is too much (429, 503), and for a minute after it last did, there are at least ten
// seconds between the end of one request and the start of the next: at most six start in any minute.
//
// All times are steady milliseconds (base/clock.h) and are handed in.
//
// Tested by tests/fetch/circuit_test.cpp.
#pragma once

#include <cstdint>

#include "fetch/outcome.h"

namespace thresh::fetch {

struct CircuitPolicy {
  int failures = 5;  // in a row that open it: more than the tries of one page, which alone says nothing of its host
  int openings = 4;  // in a row that give the host up
  std::int64_t open_for = 60'000;  // the first time; doubles
  std::int64_t longest_open = 3'600'000;
  std::int64_t storm_lasts = 60'000;  // after the last 429 or 503
  std::int64_t storm_gap = 10'000;
};

class Circuit {
 public:
  // A request that ended at `now`. What was not asked counts for nothing.
  void ended(const CircuitPolicy& policy, const Outcome& outcome, std::int64_t now);

  // No request may start before this, as far as the circuit is concerned.
  std::int64_t not_before() const { return not_before_; }
  // The gap that a request which ended at `now` has to leave, at least; 0 where there is no storm.
  std::int64_t gap(const CircuitPolicy& policy, std::int64_t now) const;
  // It opened too often in a row: the host is asked no more in this run.
  bool is_given_up(const CircuitPolicy& policy) const { return openings_ >= policy.openings; }
  bool is_open(std::int64_t now) const { return now < not_before_; }

 private:
  std::int64_t not_before_ = INT64_MIN;
  std::int64_t storm_until_ = INT64_MIN;
  int failures_ = 0;  // in a row
  int openings_ = 0;  // in a row
};

}  // namespace thresh::fetch
