// See retry.h.
#include "fetch/retry.h"

#include <algorithm>

#include "base/ascii.h"
#include "fetch/dates.h"
#include "text/unicode.h"

namespace thresh::fetch {

std::optional<std::int64_t> read_retry_after(std::string_view value, std::int64_t now) {
  value = text::trim_ascii(value);
  const bool digits = base::all_ascii_digits(value);
  if (digits) {
    std::int64_t seconds = 0;
    for (const char c : value) seconds = std::min(seconds * 10 + (c - '0'), kLongestRetryAfter / 1000);
    return seconds * 1000;
  }
  const auto date = read_http_date(value, now);
  if (!date) return std::nullopt;
  return std::clamp<std::int64_t>(*date - now, 0, kLongestRetryAfter);
}

std::uint64_t Random::next() {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

// The lean towards small numbers is one in 2^40 and no matter here.
std::int64_t Random::up_to(std::int64_t most) {
  return static_cast<std::int64_t>(next() % (static_cast<std::uint64_t>(std::max<std::int64_t>(most, 0)) + 1));
}

std::optional<std::int64_t> wait_before_retry(const RetryPolicy& policy, const Outcome& outcome, int tries,
                                              Random& random) {
  if (!is_transient(outcome) || tries > policy.retries) return std::nullopt;
  constexpr int kMostDoublings = 30;  // no overflow, whatever the policy says
  const std::int64_t doubled = policy.first_wait << std::min(tries - 1, kMostDoublings);
  const std::int64_t drawn = random.up_to(std::min(doubled, policy.longest_wait));
  return std::max(drawn, outcome.retry_after.value_or(0));
}

}  // namespace thresh::fetch
