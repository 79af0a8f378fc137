// Days before others, held against a walk through the calendar.
#include "normalize/calendar.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::normalize {

TEST_CASE("A day before another is that many steps back, over months, years and leap days") {
  CHECK(written(days_before({2024, 3, 1}, 1)) == "2024-02-29");
  CHECK(written(days_before({2023, 3, 1}, 1)) == "2023-02-28");
  CHECK(written(days_before({2026, 1, 1}, 1)) == "2025-12-31");
  CHECK(written(days_before({2026, 11, 25}, 365)) == "2025-11-25");
  CHECK(written(days_before({2000, 3, 1}, 36'525)) == "1900-03-01");
}

TEST_CASE("Days add up: so many and then so many are all of them") {
  REQUIRE(rc::check([] {
    const auto up_to = [](int most) { return *rc::gen::inRange(1, most + 1); };
    const Day day{1900 + up_to(200), up_to(12), up_to(28)};
    const int first = up_to(20'000), second = up_to(20'000);
    const Day steps = days_before(days_before(day, first), second), all = days_before(day, first + second);
    RC_ASSERT(written(steps) == written(all));
    RC_ASSERT((weekday_of(day) - weekday_of(all) + 7 * 10'000 - (first + second)) % 7 == 0);
  }));
}

TEST_CASE("A month before keeps the day, or takes the last one that there is") {
  CHECK(written(months_before({2026, 11, 25}, 3)) == "2026-08-25");
  CHECK(written(months_before({2026, 3, 31}, 1)) == "2026-02-28");
  CHECK(written(months_before({2026, 1, 15}, 1)) == "2025-12-15");
  CHECK(written(months_before({2026, 1, 0}, 13)) == "2024-12");
  CHECK_FALSE(is_real(months_before({2026, 1, 1}, 1'000'000)));
}

TEST_CASE("The days of the week are those of the calendar") {
  CHECK(weekday_of({2026, 11, 25}) == 3);
  CHECK(weekday_of({2000, 1, 1}) == 6);
  CHECK(weekday_of({2026, 11, 29}) == 7);
}

TEST_CASE("A day is written with the precision that is known") {
  CHECK(written({2020}) == "2020");
  CHECK(written({2020, 3}) == "2020-03");
  Time time;
  time.hour = 15;
  CHECK(written({2020, 3, 12}, time) == "2020-03-12T15:00");
  time.minute = 4;
  time.second = 5;
  time.zone_minutes = -330;
  CHECK(written({2020, 3, 12}, time) == "2020-03-12T15:04:05-05:30");
}

}  // namespace thresh::normalize
