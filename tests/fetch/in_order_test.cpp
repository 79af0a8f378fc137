// Handing on in order.
#include "fetch/in_order.h"

#include <catch2/catch.hpp>
#include <string>

namespace thresh::fetch {

TEST_CASE("Things are handed on in the order of their numbers, as soon as may be") {
  InOrder<std::string> order;
  std::string out;
  const auto add = [&](std::size_t number, std::string thing) {
    order.add(number, std::move(thing), [&](std::string next) { out += next; });
  };
  add(2, "c");
  add(1, "b");
  CHECK(out.empty());
  CHECK(order.waiting() == 2);
  add(0, "a");
  CHECK(out == "abc");
  add(3, "d");
  CHECK(out == "abcd");
  CHECK(order.waiting() == 0);
}

}  // namespace thresh::fetch
