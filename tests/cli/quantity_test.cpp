// Amounts as people write them.
#include "cli/quantity.h"

#include <catch2/catch.hpp>

namespace thresh::cli {

TEST_CASE("Times are read with their units") {
  CHECK(read_duration("2s") == 2000);
  CHECK(read_duration("2") == 2000);
  CHECK(read_duration("500ms") == 500);
  CHECK(read_duration("1.5m") == 90'000);
  CHECK(read_duration("1h") == 3'600'000);
  CHECK(read_duration("0") == 0);
  for (const char* text : {"", "s", "-1s", "2 s", "2x", "1e3s", "nan", "inf", "400d", "0x10"}) {
    CHECK_FALSE(read_duration(text));
  }
}

TEST_CASE("Sizes are read with their units") {
  CHECK(read_bytes("500000") == 500'000);
  CHECK(read_bytes("16M") == 16u << 20);
  CHECK(read_bytes("64kb") == 64u << 10);
  CHECK(read_bytes("1.5G") == 3u << 29);
  for (const char* text : {"", "0", "M", "-1M", "1Q", "2000T", "1MM"}) CHECK_FALSE(read_bytes(text));
}

TEST_CASE("Numbers are held to their bounds") {
  CHECK(read_number("8", 1, 10) == 8);
  for (const char* text : {"", "0", "11", "8x", "eight", "1.5"}) CHECK_FALSE(read_number(text, 1, 10));
}

}  // namespace thresh::cli
