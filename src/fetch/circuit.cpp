// See circuit.h.
#include "fetch/circuit.h"

#include <algorithm>

namespace thresh::fetch {

void Circuit::ended(const CircuitPolicy& policy, const Outcome& outcome, std::int64_t now) {
  if (outcome.ending == Ending::kNotAsked) return;
  if (is_overload(outcome)) storm_until_ = now + policy.storm_lasts;
  if (!is_trouble_of_host(outcome)) {
    failures_ = 0;
    openings_ = 0;
    return;
  }
  ++failures_;
  // Half open: the one request that tries decides.
  if (failures_ < policy.failures && openings_ == 0) return;
  constexpr int kMostDoublings = 30;
  not_before_ = now + std::min(policy.open_for << std::min(openings_, kMostDoublings), policy.longest_open);
  ++openings_;
  failures_ = 0;
}

std::int64_t Circuit::gap(const CircuitPolicy& policy, std::int64_t now) const {
  return now < storm_until_ ? policy.storm_gap : 0;
}

}  // namespace thresh::fetch
