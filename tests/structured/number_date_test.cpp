// Dates that are written as one number.
#include "structured/number_date.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using thresh::structured::number_date;

TEST_CASE("seconds, milliseconds, and year, month and day as one number are dates") {
  CHECK(number_date("1675752300") == "2023-02-07T06:45:00Z");
  CHECK(number_date("1675752300999") == "2023-02-07T06:45:00Z");
  CHECK(number_date("20230207") == "2023-02-07");
  CHECK(number_date("20240229") == "2024-02-29");
}

TEST_CASE("other numbers and words are none") {
  for (const char* words : {"", "2023", "20231307", "20230229", "19000101", "0000000000", "9999999999", "2023-02-07",
                            "12345678901", "1675752300 ", "167575230x"})
    CHECK(number_date(words) == std::nullopt);
}

TEST_CASE("a moment of Unix has the form of ISO 8601") {
  rc::check([](std::uint32_t seconds) {
    const auto date = number_date(std::to_string(seconds));
    if (date) RC_ASSERT(date->size() == 10 || (date->size() == 20 && date->back() == 'Z'));
  });
}
