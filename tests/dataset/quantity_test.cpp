// Durations, sizes and percentages: what is one, what it is, and that what is written reads back.
#include "dataset/quantity.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

namespace thresh::dataset {
namespace {

TEST_CASE("Durations have units") {
  CHECK(read_duration("500ms") == 500);
  CHECK(read_duration("2s") == 2 * kSecond);
  CHECK(read_duration("1m") == kMinute);
  CHECK(read_duration("1h30m") == 90 * kMinute);
  CHECK(read_duration("7d") == read_duration("1w"));
  CHECK(read_duration("0s") == 0);
}

TEST_CASE("What is no duration is none") {
  for (const std::string_view text : {"", "2", "s", "2 s", "-2s", "2S", "2sec", "1m1h", "1m1m", "1.5s", "+2s",
                                      "99999999999999999999s", "4000d", "2s ", "0x2s"}) {
    INFO(text);
    CHECK(!read_duration(text));
  }
}

TEST_CASE("Sizes are powers of 1024") {
  CHECK(read_size("10MB") == std::uint64_t{10} << 20);
  CHECK(read_size("10MiB") == std::uint64_t{10} << 20);
  CHECK(read_size("512B") == 512u);
  CHECK(read_size("2TB") == std::uint64_t{2} << 40);
  for (const std::string_view text : {"", "10", "MB", "10 MB", "10mb", "-1B", "99999999999TB", "1.5MB", "1BiB"}) {
    INFO(text);
    CHECK(!read_size(text));
  }
}

TEST_CASE("Percentages go from 0 to 100") {
  CHECK(read_percent("20%") == 20.0);
  CHECK(read_percent("2.5%") == 2.5);
  CHECK(read_percent("100%") == 100.0);
  for (const std::string_view text : {"", "%", "20", "101%", "-1%", "1e1%", "inf%", "nan%", "20 %", "1.2.3%"}) {
    INFO(text);
    CHECK(!read_percent(text));
  }
}

TEST_CASE("What is written reads back as the same") {
  CHECK(duration_text(90 * kMinute) == "1h30m");
  CHECK(duration_text(10 * kDay) == "10d");
  CHECK(size_text(std::uint64_t{3} << 19) == "1536KB");
  CHECK(percent_text(20) == "20%");
  REQUIRE(rc::check([] {
    const auto time = *rc::gen::inRange<std::int64_t>(0, 3000 * kDay);
    RC_ASSERT(read_duration(duration_text(time)) == time);
    const auto bytes = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << 50);
    RC_ASSERT(read_size(size_text(bytes)) == bytes);
    const auto thousandths = *rc::gen::inRange(0, 100'000);
    RC_ASSERT(read_percent(percent_text(thousandths / 1000.0)) == thousandths / 1000.0);
  }));
}

}  // namespace
}  // namespace thresh::dataset
