// Variables of the environment: what is there, and what is not.
#include "base/environment.h"

#include <catch2/catch.hpp>
#include <cstdlib>

TEST_CASE("a variable has its value, and one that there is not has none") {
  REQUIRE(::setenv("THRESH_TEST_VARIABLE", "some words", 1) == 0);
  CHECK(thresh::base::environment("THRESH_TEST_VARIABLE") == "some words");
  REQUIRE(::unsetenv("THRESH_TEST_VARIABLE") == 0);
  CHECK_FALSE(thresh::base::environment("THRESH_TEST_VARIABLE"));
}
