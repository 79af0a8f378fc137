// A host in trouble.
#include "fetch/circuit.h"

#include <catch2/catch.hpp>

namespace {

using namespace thresh::fetch;

constexpr CircuitPolicy kPolicy;
constexpr Outcome kGood{Ending::kAnswered, 200};
constexpr Outcome kBroken{Ending::kAnswered, 500};
constexpr Outcome kSilent{Ending::kTimedOut};
constexpr Outcome kTooMuch{Ending::kAnswered, 429};

// Fails so often that it opens once more; the time when it does.
std::int64_t open(Circuit& circuit, std::int64_t now) {
  while (!circuit.is_open(now)) circuit.ended(kPolicy, kSilent, ++now);
  return now;
}

}  // namespace

TEST_CASE("a circuit opens after so many failures in a row") {
  Circuit circuit;
  for (int i = 1; i < kPolicy.failures; ++i) circuit.ended(kPolicy, kBroken, i);
  CHECK_FALSE(circuit.is_open(10));
  circuit.ended(kPolicy, kSilent, 10);
  CHECK(circuit.is_open(10));
  CHECK(circuit.not_before() == 10 + kPolicy.open_for);
  CHECK_FALSE(circuit.is_open(10 + kPolicy.open_for));
}

TEST_CASE("a success between failures starts the count again, and a 404 is one") {
  Circuit circuit;
  for (int i = 0; i < 100; ++i) {
    circuit.ended(kPolicy, i % 4 == 3 ? Outcome{Ending::kAnswered, 404} : kBroken, i);
  }
  CHECK_FALSE(circuit.is_open(100));
}

TEST_CASE("a half-open circuit closes with the first success") {
  Circuit circuit;
  const std::int64_t at = open(circuit, 0) + kPolicy.open_for;
  circuit.ended(kPolicy, kGood, at);
  for (int i = 1; i < kPolicy.failures; ++i) circuit.ended(kPolicy, kBroken, at + i);
  CHECK_FALSE(circuit.is_open(at + 10));
}

TEST_CASE("a half-open circuit opens again for twice as long with the first failure") {
  Circuit circuit;
  const std::int64_t at = open(circuit, 0) + kPolicy.open_for;
  circuit.ended(kPolicy, kSilent, at);
  CHECK(circuit.not_before() == at + 2 * kPolicy.open_for);
}

TEST_CASE("a host that is never there is given up") {
  Circuit circuit;
  std::int64_t now = 0;
  for (int i = 0; i < kPolicy.openings; ++i) {
    CHECK_FALSE(circuit.is_given_up(kPolicy));
    now = open(circuit, now);
    now = circuit.not_before();
  }
  CHECK(circuit.is_given_up(kPolicy));
}

TEST_CASE("no wait is longer than its limit") {
  Circuit circuit;
  const CircuitPolicy policy{.failures = 1, .openings = 1'000};
  for (int i = 0; i < 100; ++i) circuit.ended(policy, kSilent, 0);
  CHECK(circuit.not_before() == policy.longest_open);
}

TEST_CASE("a storm lasts a minute after the last answer of its kind") {
  Circuit circuit;
  CHECK(circuit.gap(kPolicy, 0) == 0);
  circuit.ended(kPolicy, kTooMuch, 1'000);
  CHECK(circuit.gap(kPolicy, 1'000) == kPolicy.storm_gap);
  circuit.ended(kPolicy, kGood, 50'000);
  CHECK(circuit.gap(kPolicy, 60'999) == kPolicy.storm_gap);
  CHECK(circuit.gap(kPolicy, 61'000) == 0);
  circuit.ended(kPolicy, {Ending::kAnswered, 503}, 70'000);
  CHECK(circuit.gap(kPolicy, 129'999) == kPolicy.storm_gap);
}

TEST_CASE("what was not asked counts for nothing") {
  Circuit circuit;
  for (int i = 0; i < 2; ++i) {
    for (int n = 1; n < kPolicy.failures; ++n) circuit.ended(kPolicy, kBroken, n);
    circuit.ended(kPolicy, {Ending::kNotAsked}, 10);
    CHECK_FALSE(circuit.is_open(10));
    circuit.ended(kPolicy, kGood, 11);
  }
}
