#include "record/title_sketch.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::record {
namespace {

bool same_thing(std::string_view a, std::string_view b) { return agree(title_sketch(a), title_sketch(b)); }

TEST_CASE("titles agree if half of their words do") {
  CHECK(same_thing("A lamp of green glass", "a lamp of green glass"));
  CHECK(same_thing("A lamp of green glass - Lamps of Leeds", "A Lamp of Green Glass"));
  CHECK(same_thing("A lamp of gren glass", "A lamp of green glass"));
  CHECK(same_thing("ガラスのランプ", "ガラスの ランプ"));
  CHECK_FALSE(same_thing("A lamp of green glass", "Shoes for rainy days"));
  CHECK_FALSE(same_thing("Wool shoes", "Leather shoes for winter"));
  CHECK_FALSE(same_thing("ガラスのランプ", "雨の日の靴"));
}

TEST_CASE("titles of other numbers name other things") {
  CHECK_FALSE(same_thing("Tumbler with a lid, 20 oz", "Tumbler with a lid, 30 oz"));
  CHECK_FALSE(same_thing("Keyboard VK75 wireless", "Keyboard VK80 wireless"));
  CHECK_FALSE(same_thing("The story of tea, part 2", "The story of tea"));
  CHECK(same_thing("20 lamps of 1920", "Lamps of 1920: 20"));
  CHECK_FALSE(same_thing("第2章 雨", "第3章 雨"));
}

TEST_CASE("a missing title agrees with any") {
  CHECK(same_thing("", "A lamp"));
  CHECK(same_thing("A lamp", " - "));
  CHECK(same_thing("", ""));
}

TEST_CASE("every title agrees with itself, and agreeing is mutual") {
  REQUIRE(rc::check([](const std::string& a, const std::string& b) {
    RC_ASSERT(same_thing(a, a));
    RC_ASSERT(same_thing(a, b) == same_thing(b, a));
  }));
}

}  // namespace
}  // namespace thresh::record
