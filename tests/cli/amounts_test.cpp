#include "cli/amounts.h"

#include <catch2/catch.hpp>

namespace thresh::cli {
namespace {

TEST_CASE("digits stand in groups of three") {
  CHECK(with_separators(0) == "0");
  CHECK(with_separators(999) == "999");
  CHECK(with_separators(1000) == "1,000");
  CHECK(with_separators(1234567) == "1,234,567");
  CHECK(with_separators(123456) == "123,456");
}

TEST_CASE("sizes have the unit that makes them short") {
  CHECK(size_text(0) == "0 B");
  CHECK(size_text(999) == "999 B");
  CHECK(size_text(1500) == "1.5 KB");
  CHECK(size_text(2.5e9) == "2.5 GB");
  CHECK(size_text(1e16) == "10000.0 TB");
}

TEST_CASE("times are told as exactly as one wants to know them") {
  CHECK(seconds_text(12340) == "12.3 s");
  CHECK(time_text(35.4) == "35 s");
  CHECK(time_text(119) == "119 s");
  CHECK(time_text(600) == "10 min");
  CHECK(time_text(12600) == "3.5 h");
}

}  // namespace
}  // namespace thresh::cli
