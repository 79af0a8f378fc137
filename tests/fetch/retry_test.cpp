// Retry-After, and waits between tries.
#include "fetch/retry.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <set>

#include "base/clock.h"

namespace {

using namespace thresh::fetch;

constexpr std::int64_t kNow = 1'800'000'000'000;  // 2027-01-15T08:00:00Z

Outcome status(int number) { return {Ending::kAnswered, number}; }

}  // namespace

TEST_CASE("RFC 9110, 10.2.3: Retry-After in seconds") {
  CHECK(read_retry_after("120", kNow) == 120'000);
  CHECK(read_retry_after(" 0 ", kNow) == 0);
  CHECK(read_retry_after("3600", kNow) == kLongestRetryAfter);
  CHECK(read_retry_after("3601", kNow) == kLongestRetryAfter);
  CHECK(read_retry_after("99999999999999999999999999", kNow) == kLongestRetryAfter);
}

TEST_CASE("RFC 9110, 10.2.3: Retry-After as a date in each of its forms") {
  CHECK(read_retry_after("Fri, 15 Jan 2027 08:02:00 GMT", kNow) == 120'000);
  CHECK(read_retry_after("Friday, 15-Jan-27 08:02:00 GMT", kNow) == 120'000);
  CHECK(read_retry_after("Fri Jan 15 08:02:00 2027", kNow) == 120'000);
  CHECK(read_retry_after("Fri, 15 Jan 2027 07:00:00 GMT", kNow) == 0);
  CHECK(read_retry_after("Fri, 15 Jan 2100 08:00:00 GMT", kNow) == kLongestRetryAfter);
}

TEST_CASE("what is no Retry-After is none") {
  for (const char* text : {"", "-1", "1.5", "soon", "120s", "0x10"}) CHECK_FALSE(read_retry_after(text, kNow));
}

TEST_CASE("what another try may mend is tried again, and nothing else") {
  Random random(1);
  const auto again = [&](const Outcome& outcome) { return wait_before_retry({}, outcome, 1, random).has_value(); };
  for (const int number : {408, 429, 500, 502, 503, 504, 520, 599}) {
    INFO(number);
    CHECK(again(status(number)));
  }
  for (const int number : {200, 204, 301, 304, 400, 401, 403, 404, 410, 451, 501, 505, 600}) {
    INFO(number);
    CHECK_FALSE(again(status(number)));
  }
  for (const Ending ending : {Ending::kConnectFailed, Ending::kTimedOut, Ending::kTruncated}) CHECK(again({ending}));
  for (const Ending ending :
       {Ending::kTlsFailed, Ending::kRefused, Ending::kTooLarge, Ending::kBadAnswer, Ending::kNotAsked}) {
    CHECK_FALSE(again({ending}));
  }
}

TEST_CASE("there are so many tries and no more") {
  Random random(1);
  const RetryPolicy policy{.retries = 2};
  CHECK(wait_before_retry(policy, status(500), 1, random));
  CHECK(wait_before_retry(policy, status(500), 2, random));
  CHECK_FALSE(wait_before_retry(policy, status(500), 3, random));
  CHECK_FALSE(wait_before_retry({.retries = 0}, status(500), 1, random));
}

TEST_CASE("the bound of a wait doubles up to its limit, and waits differ below it") {
  Random random(7);
  const RetryPolicy policy{.retries = 100, .first_wait = 1'000, .longest_wait = 10'000};
  for (const int tries : {1, 2, 3, 4, 5, 50}) {
    const std::int64_t bound = std::min<std::int64_t>(std::int64_t{1'000} << std::min(tries - 1, 10), 10'000);
    std::set<std::int64_t> seen;
    std::int64_t most = 0;
    for (int i = 0; i < 200; ++i) {
      const auto wait = wait_before_retry(policy, status(500), tries, random);
      REQUIRE(wait);
      REQUIRE(*wait >= 0);
      REQUIRE(*wait <= bound);
      seen.insert(*wait);
      most = std::max(most, *wait);
    }
    CHECK(seen.size() > 100);
    CHECK(most > bound * 9 / 10);
  }
}

TEST_CASE("nobody is asked before the time that the server named") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    Random random(seed);
    const std::int64_t asked = *rc::gen::inRange<std::int64_t>(0, kLongestRetryAfter);
    const auto wait = wait_before_retry({}, {Ending::kAnswered, 429, asked}, 1, random);
    RC_ASSERT(wait.has_value());
    RC_ASSERT(*wait >= asked);
  }));
}

TEST_CASE("the same seed draws the same numbers, on every machine") {
  Random a(2026), b(2026), c(2027);
  CHECK(a.next() == b.next());
  CHECK(a.next() != c.next());
  CHECK(Random(0).next() == 0xE220A8397B1DCDAF);  // the first number that SplitMix64's authors publish for the seed 0
  CHECK(Random(1).up_to(0) == 0);
}
