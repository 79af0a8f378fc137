// ../../src/automatic/value_numbers.h
#include "automatic/value_numbers.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <map>
#include <string>

namespace thresh::automatic {
namespace {

TEST_CASE("values have numbers in the order in which they come first") {
  ValueNumbers numbers;
  CHECK(numbers.number("nav") == 0);
  CHECK(numbers.number("") == 1);
  CHECK(numbers.number("nav item") == 2);
  CHECK(numbers.number("nav") == 0);
  CHECK(numbers.number("a value of more than eight bytes, and one more") == 3);
  CHECK(numbers.number("a value of more than eight bytes, and one mere") == 4);
  CHECK(numbers.size() == 5);
  CHECK(numbers.value(2) == "nav item");
}

TEST_CASE("numbers of any values are those of a map") {
  rc::check([] {
    const auto values = *rc::gen::container<std::vector<std::string>>(
        rc::gen::oneOf(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab "))),
                       rc::gen::map(rc::gen::inRange(0, 2000), [](int n) { return "item-" + std::to_string(n); })));
    ValueNumbers numbers;
    std::map<std::string, std::uint32_t> known;
    for (const std::string& value : values) {
      const auto number = static_cast<std::uint32_t>(known.size());
      RC_ASSERT(numbers.number(value) == known.try_emplace(value, number).first->second);
    }
    RC_ASSERT(numbers.size() == known.size());
  });
}

TEST_CASE("the table grows") {
  ValueNumbers numbers;
  std::vector<std::string> values;
  for (int i = 0; i < 5000; ++i) values.push_back("post-" + std::to_string(i));
  for (std::uint32_t i = 0; i < 5000; ++i) REQUIRE(numbers.number(values[i]) == i);
  for (std::uint32_t i = 0; i < 5000; ++i) REQUIRE(numbers.number(values[i]) == i);
}

}  // namespace
}  // namespace thresh::automatic
