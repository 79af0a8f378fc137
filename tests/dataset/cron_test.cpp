// Cron expressions: what they mean, what is wrong with wrong ones, and what happens where clocks are changed.
#include "dataset/cron.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/clock.h"

namespace thresh::dataset {
namespace {

std::int64_t at(std::string_view utc) { return base::read_utc_text(utc).value(); }

Cron cron(std::string_view text) {
  auto parsed = Cron::parse(text);
  INFO(text);
  REQUIRE(parsed);
  return *parsed;
}

// The next times, each on from the one before, "2026-01-01T00:00:00Z" and so on.
std::vector<std::string> times(std::string_view text, std::string_view after, std::string_view zone, int count) {
  const Cron schedule = cron(text);
  const auto in = text::TimeZone::find(zone);
  REQUIRE(in);
  std::vector<std::string> found;
  std::int64_t moment = at(after);
  for (int i = 0; i < count; ++i) {
    const auto next = schedule.next(moment, *in);
    if (!next) break;
    found.push_back(base::utc_text(*next));
    moment = *next;
  }
  return found;
}

using Times = std::vector<std::string>;

TEST_CASE("Every field says when") {
  CHECK(times("15 3 * * *", "2026-01-01T03:15:00Z", "UTC", 2) == Times{"2026-01-02T03:15:00Z", "2026-01-03T03:15:00Z"});
  CHECK(times("*/20 * * * *", "2026-01-01T23:20:01Z", "UTC", 2) ==
        Times{"2026-01-01T23:40:00Z", "2026-01-02T00:00:00Z"});
  CHECK(times("0 12 1 jan,JUL *", "2026-01-01T12:00:00Z", "UTC", 1) == Times{"2026-07-01T12:00:00Z"});
  CHECK(times("0 0 * * sat-sun", "2026-11-26T00:00:00Z", "UTC", 3) ==
        Times{"2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z", "2026-12-05T00:00:00Z"});
  CHECK(times("0 0 * * 7", "2026-11-26T00:00:00Z", "UTC", 1) == times("0 0 * * 0", "2026-11-26T00:00:00Z", "UTC", 1));
  CHECK(times("0 0 29 2 *", "2096-03-01T00:00:00Z", "UTC", 1).empty());  // 2100 has none, and then it ends
}

TEST_CASE("The shorthands are expressions") {
  for (const auto& [name, fields] : {std::pair{"@hourly", "0 * * * *"},
                                     {"@daily", "0 0 * * *"},
                                     {"@WEEKLY", "0 0 * * 0"},
                                     {"@monthly", "0 0 1 * *"},
                                     {"@yearly", "0 0 1 1 *"}}) {
    CHECK(times(name, "2026-02-03T04:05:06Z", "UTC", 3) == times(fields, "2026-02-03T04:05:06Z", "UTC", 3));
  }
}

// crontab(5): "If both fields are restricted (i.e., do not contain the "*" character), the command will be run when
// either field matches the current time."
TEST_CASE("Of two restricted days either will do, and with a star both have to hold") {
  CHECK(times("0 0 13 * 5", "2026-11-26T00:00:00Z", "UTC", 3) ==
        Times{"2026-11-27T00:00:00Z", "2026-12-04T00:00:00Z", "2026-12-11T00:00:00Z"});
  CHECK(times("0 0 */13 * 5", "2026-11-26T00:00:00Z", "UTC", 2) ==
        Times{"2026-11-27T00:00:00Z", "2027-01-01T00:00:00Z"});
}

TEST_CASE("What is due in an hour that does not exist is due once, at the change") {
  // Berlin, 29 March 2026: at 02:00 (01:00 UTC) the clocks are put forward to 03:00.
  CHECK(times("30 2 * * *", "2026-03-28T12:00:00Z", "Europe/Berlin", 2) ==
        Times{"2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"});
  CHECK(times("*/10 2 * * *", "2026-03-28T12:00:00Z", "Europe/Berlin", 2) ==
        Times{"2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"});
  CHECK(times("0 2,3 * * *", "2026-03-28T12:00:00Z", "Europe/Berlin", 2) ==
        Times{"2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"});
}

TEST_CASE("What is due in an hour that comes twice is due in its first coming") {
  // Berlin, 25 October 2026: at 03:00 (01:00 UTC) the clocks are put back to 02:00.
  CHECK(times("30 2 * * *", "2026-10-24T12:00:00Z", "Europe/Berlin", 2) ==
        Times{"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"});
  CHECK(times("0 * * * *", "2026-10-24T23:30:00Z", "Europe/Berlin", 2) ==
        Times{"2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"});
  // From within the second coming, too.
  CHECK(times("30 2 * * *", "2026-10-25T01:15:00Z", "Europe/Berlin", 1) == Times{"2026-10-26T01:30:00Z"});
}

TEST_CASE("A day that a zone left out is due at the change") {
  // Samoa went from 29 to 31 December 2011.
  CHECK(times("0 12 30 12 *", "2011-12-01T00:00:00Z", "Pacific/Apia", 1) == Times{"2011-12-30T10:00:00Z"});
}

TEST_CASE("2038 is a year like any other") {
  CHECK(times("14 3 19 1 *", "2037-06-01T00:00:00Z", "UTC", 2) ==
        Times{"2038-01-19T03:14:00Z", "2039-01-19T03:14:00Z"});
}

TEST_CASE("Wrong expressions are errors with a place") {
  struct Wrong {
    std::string_view text, message, at;
  };
  for (const Wrong& wrong : {
           Wrong{"", "a cron expression has five fields, not 0", ""},
           Wrong{"* * * *", "a cron expression has five fields, not 4", "* * * *"},
           Wrong{"60 * * * *", "`60` is no minute", "60"},
           Wrong{"* 24 * * *", "`24` is no hour", "24"},
           Wrong{"* * 0 * *", "`0` is no day of the month", "0"},
           Wrong{"* * * 13 *", "`13` is no month", "13"},
           Wrong{"* * * * 8", "`8` is no day of the week", "8"},
           Wrong{"* * * janu *", "`janu` is no month", "janu"},
           Wrong{"* * * * fri-mon", "the range `fri-mon` goes backwards", "fri-mon"},
           Wrong{"5/15 * * * *", "a step needs a range", "5"},
           Wrong{"*/0 * * * *", "a step of 0 is no step", "0"},
           Wrong{"1,,2 * * * *", "a minute is missing here", ""},
           Wrong{"1-2-3 * * * *", "`1-2-3` has too many dashes", "1-2-3"},
           Wrong{"*/2/3 * * * *", "`*/2/3` has too many slashes", "*/2/3"},
           Wrong{"-1 * * * *", "`` is no minute", ""},
           Wrong{"@reboot", "unknown schedule `@reboot`", "@reboot"},
           Wrong{"0 0 30 2 *", "no month of this schedule has such a day", "30"},
           Wrong{"0 0 31 4,6,9,11 *", "no month of this schedule has such a day", "31"},
       }) {
    INFO(wrong.text);
    const auto parsed = Cron::parse(wrong.text);
    REQUIRE(!parsed);
    CHECK(parsed.error().message == wrong.message);
    CHECK(wrong.text.substr(parsed.error().offset).starts_with(wrong.at));
  }
  CHECK(Cron::parse("0 0 30 2 1"));  // Mondays of February
}

// Whatever the zone: a time is after the one before, and on the minute of the zone's clocks or at a change of theirs.
TEST_CASE("Times only go forward, in every zone") {
  const auto names = text::time_zone_names();
  REQUIRE(rc::check([&names] {
    const auto zone = text::TimeZone::find(*rc::gen::elementOf(names));
    const auto minute = *rc::gen::inRange(0, 60), hour = *rc::gen::inRange(0, 24);
    const auto parsed = Cron::parse(std::to_string(minute) + " " + std::to_string(hour) + " * * *");
    RC_ASSERT(parsed.has_value());
    std::int64_t moment = *rc::gen::inRange<std::int64_t>(at("1990-01-01T00:00:00Z"), at("2037-01-01T00:00:00Z"));
    for (int i = 0; i < 20; ++i) {
      const auto next = parsed->next(moment, *zone);
      RC_ASSERT(next.has_value());
      RC_ASSERT(*next > moment);
      RC_ASSERT(*next - moment <= 49 * 3'600'000);
      const std::int64_t local = *next + zone->offset(*next);
      const bool shown = local % 86'400'000 == (hour * 60 + minute) * 60'000;
      RC_ASSERT(shown || zone->offset(*next) != zone->offset(*next - 1));
      // Nothing is left out: asked from anywhere before it, the answer is the same.
      RC_ASSERT(parsed->next(*next - 1, *zone) == next);
      moment = *next;
    }
  }));
}

}  // namespace
}  // namespace thresh::dataset
