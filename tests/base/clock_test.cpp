// Times as text, there and back, and the machine's clocks.
#include "base/clock.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "base/fake_clock.h"

namespace thresh::base {
namespace {

TEST_CASE("a time is written in UTC as RFC 3339 writes it") {
  CHECK(utc_text(0) == "1970-01-01T00:00:00Z");
  CHECK(utc_text(1'800'000'000'000) == "2027-01-15T08:00:00Z");
  CHECK(utc_text(-1) == "1969-12-31T23:59:59Z");
  CHECK(utc_text(2'147'483'648'000) == "2038-01-19T03:14:08Z");  // one more than 32 bits hold
}

TEST_CASE("what lies beyond four digits of a year is the nearest time within") {
  CHECK(utc_text(INT64_MAX) == "9999-12-31T23:59:59Z");
  CHECK(utc_text(INT64_MIN) == "0000-01-01T00:00:00Z");
}

TEST_CASE("fractions and zones are read") {
  CHECK(read_utc_text("2027-01-15T08:00:00.25Z") == 1'800'000'000'250);
  CHECK(read_utc_text("2027-01-15T10:00:00+02:00") == 1'800'000'000'000);
  CHECK(read_utc_text("2027-01-15T07:30:00-00:30") == 1'800'000'000'000);
  CHECK(read_utc_text("1970-01-01T00:00:00.123456Z") == 123);
}

TEST_CASE("what is no time is refused") {
  for (const char* text :
       {"", "2027-01-15", "2027-04-31T00:00:00Z", "2027-01-15T24:00:00Z", "2027-01-15T08:00:00", "2027-01-15 08:00:00Z",
        "2027-01-15T08:00:00.Z", "2027-01-15T08:00:00Zz", "027-01-15T08:00:00Z", "2027-13-01T00:00:00Z",
        "2027-01-15T08:00:60Z", "+027-01-15T08:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(read_utc_text(text));
  }
}

TEST_CASE("a time that is written is read again to the second") {
  rc::prop("any time of these years", [] {
    const std::int64_t second = *rc::gen::inRange<std::int64_t>(-62167219200, 253402300800);
    RC_ASSERT(read_utc_text(utc_text(second * 1000)) == second * 1000);
  });
}

TEST_CASE("the steady time of the machine goes forward, and is slept for") {
  Clock& clock = system_clock();
  const std::int64_t before = clock.steady_milliseconds();
  clock.sleep_until(before + 20);
  CHECK(clock.steady_milliseconds() >= before + 20);
  CHECK(clock.utc_milliseconds() > 1'700'000'000'000);
}

TEST_CASE("the clock of the tests passes where it is slept") {
  FakeClock clock;
  clock.sleep_until(clock.steady + 1500);
  CHECK(clock.utc_milliseconds() == 1'800'000'001'500);
  clock.sleep_until(0);
  CHECK(clock.utc_milliseconds() == 1'800'000'001'500);
}

}  // namespace
}  // namespace thresh::base
