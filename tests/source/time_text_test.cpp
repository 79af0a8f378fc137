// Times of dumps to ISO 8601.
#include "source/time_text.h"

#include <catch2/catch.hpp>

using thresh::source::time_text;

TEST_CASE("instants and days are read in the forms that dumps have") {
  CHECK(time_text("2024-01-15T08:30:00Z") == "2024-01-15T08:30:00Z");
  CHECK(time_text(" 2024-01-15 08:30:00 ") == "2024-01-15T08:30:00Z");
  CHECK(time_text("2024-01-15T08:30") == "2024-01-15T08:30:00Z");
  CHECK(time_text("2024-01-15T08:30:00.123456") == "2024-01-15T08:30:00Z");
  CHECK(time_text("2024-01-15 08:30:00.5+02:00") == "2024-01-15T06:30:00Z");
  CHECK(time_text("2024-01-15 08:30:00 +0200") == "2024-01-15T06:30:00Z");
  CHECK(time_text("2024-01-15T08:30:00-05") == "2024-01-15T13:30:00Z");
  CHECK(time_text("2024-01-15 08:30:00 UTC") == "2024-01-15T08:30:00Z");
  CHECK(time_text("2024-01-15") == "2024-01-15");
  CHECK(time_text("20240115083000") == "2024-01-15T08:30:00Z");
  CHECK(time_text("20240115") == "2024-01-15");
  CHECK(time_text("Wed, 21 Oct 2015 07:28:00 GMT") == "2015-10-21T07:28:00Z");
  CHECK(time_text("1 Feb 2015 07:28:00 +0100") == "2015-02-01T06:28:00Z");
}

TEST_CASE("numbers are seconds, or parts of them, since 1970") {
  CHECK(time_text("1700000000") == "2023-11-14T22:13:20Z");
  CHECK(time_text("1700000000.75") == "2023-11-14T22:13:20Z");
  CHECK(time_text("1700000000123") == "2023-11-14T22:13:20Z");
  CHECK(time_text("1700000000123456") == "2023-11-14T22:13:20Z");
  CHECK(time_text("1700000000123456789") == "2023-11-14T22:13:20Z");
}

TEST_CASE("what is no time gives nothing") {
  for (const char* text : {"", "yesterday", "2024-02-31", "2024-01-15T25:00:00Z", "12", "12345678",
                           "99999999999999999999", "2024-01-15T08:30:00 CET", "Wed, 21 Okt 2015 07:28:00 GMT",
                           "2024-01-15T", "-5", "1.2.3", "31 Feb 2015 07:28:00 GMT", "2024-01-15T08:30:00.Z"}) {
    CAPTURE(text);
    CHECK(time_text(text).empty());
  }
}
