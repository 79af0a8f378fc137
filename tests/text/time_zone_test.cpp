// How far the clocks of zones are ahead of UTC, at moments that are known.
#include "text/time_zone.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "base/clock.h"

namespace thresh::text {
namespace {

constexpr std::int64_t kHour = 3'600'000;

std::int64_t at(std::string_view utc) { return base::read_utc_text(utc).value(); }

TEST_CASE("A zone is ahead of UTC by its standard time and in summer by one hour more") {
  const auto berlin = TimeZone::find("Europe/Berlin");
  REQUIRE(berlin);
  CHECK(berlin->name() == "Europe/Berlin");
  CHECK(berlin->offset(at("2026-01-15T12:00:00Z")) == kHour);
  CHECK(berlin->offset(at("2026-07-15T12:00:00Z")) == 2 * kHour);
  CHECK(berlin->offset(at("2026-03-29T00:59:59Z")) == kHour);
  CHECK(berlin->offset(at("2026-03-29T01:00:00Z")) == 2 * kHour);
}

TEST_CASE("Zones behind UTC, off the full hour, and beyond 2038") {
  CHECK(TimeZone::find("America/New_York")->offset(at("2026-01-15T12:00:00Z")) == -5 * kHour);
  CHECK(TimeZone::find("Asia/Kathmandu")->offset(at("2026-01-15T12:00:00Z")) == 5 * kHour + kHour * 3 / 4);
  CHECK(TimeZone::find("Europe/Berlin")->offset(at("2050-07-15T12:00:00Z")) == 2 * kHour);
}

TEST_CASE("UTC is a zone, and what is no name of one is not") {
  CHECK(TimeZone().offset(at("2026-07-15T12:00:00Z")) == 0);
  CHECK(TimeZone::find("UTC")->name() == "UTC");
  for (const std::string_view name : {"", "Europe/Berln", "GMT+5", "Etc/Unknown ", "europe/berlin", "CET"}) {
    INFO(name);
    CHECK(TimeZone::find(name) == nullptr);
  }
}

TEST_CASE("The names are sorted and each stands there once") {
  const auto names = time_zone_names();
  CHECK(names.size() > 300);
  CHECK(std::ranges::adjacent_find(names, std::ranges::greater_equal()) == names.end());
}

}  // namespace
}  // namespace thresh::text
