#include "record/value.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::record {
namespace {

std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const Map::Entry& entry : map.entries()) keys.push_back(entry.first);
  return keys;
}

// {"answers": [{"votes": 3}, null], "": "empty", "a/b": 1, "m~n": 2, "~1": 4}
Value sample() {
  Map answer;
  answer.add("votes", 3);
  Map map;
  map.add("answers", List{Value(answer), Value()});
  map.add("", "empty");
  map.add("a/b", 1);
  map.add("m~n", 2);
  map.add("~1", 4);
  return map;
}

TEST_CASE("a value is of exactly one type, and null unless told otherwise") {
  CHECK(Value().is_null());
  CHECK(Value(nullptr).is_null());
  CHECK(*Value(false).as_bool() == false);
  CHECK(Value(false).as_integer() == nullptr);
  CHECK(*Value(7).as_integer() == 7);
  CHECK(*Value(std::size_t{7}).as_integer() == 7);
  CHECK(Value(7).as_real() == nullptr);
  CHECK(*Value(4.9).as_real() == 4.9);
  CHECK(*Value("a literal is a text, not a bool").as_text() == "a literal is a text, not a bool");
  CHECK(Value(List{1, 2}).as_list()->size() == 2);
  CHECK(Value(Map{}).as_map()->empty());
}

TEST_CASE("a map keeps the order in which its keys were set") {
  Map map;
  map.add("z", 1);
  map.add("a", 2);
  map.set("m", 3);
  map.set("z", 4);
  CHECK(keys_of(map) == std::vector<std::string>{"z", "a", "m"});
  CHECK(*map.find("z")->as_integer() == 4);
  CHECK(map.find("b") == nullptr);
  CHECK(map.erase("a"));
  CHECK_FALSE(map.erase("a"));
  CHECK(keys_of(map) == std::vector<std::string>{"z", "m"});
}

TEST_CASE("maps are equal if their entries are, in order") {
  Map left, right;
  left.add("a", 1);
  left.add("b", 2);
  right.add("b", 2);
  right.add("a", 1);
  CHECK(left != right);
  CHECK(left == Map(left));
}

TEST_CASE("a JSON pointer leads to a value (RFC 6901, sections 4 and 5)") {
  const Value value = sample();
  CHECK(at(value, "") == &value);
  CHECK(*at(value, "/answers/0/votes") == Value(3));
  CHECK(at(value, "/answers/1")->is_null());
  CHECK(*at(value, "/") == Value("empty"));
  CHECK(*at(value, "/a~1b") == Value(1));
  CHECK(*at(value, "/m~0n") == Value(2));
  CHECK(*at(value, "/~01") == Value(4));
}

TEST_CASE("a JSON pointer that leads nowhere gives nothing") {
  const Value value = sample();
  for (const char* pointer :
       {"answers", "/nothing", "/answers/2", "/answers/-", "/answers/x", "/answers/0x", "/answers/", "/answers/-1",
        "/answers/99999999999999999999", "/answers/1/votes", "//", "/a~2b"}) {
    INFO(pointer);
    CHECK(at(value, pointer) == nullptr);
  }
}

TEST_CASE("any key is found again by its own segment") {
  REQUIRE(rc::check([](const std::string& key, const std::string& other) {
    RC_PRE(key != other);
    Map inner;
    inner.add(key, 1);
    Map map;
    map.add(other, 2);
    map.add(key, inner);
    const std::string segment = '/' + pointer_segment(key);
    RC_ASSERT(*at(Value(map), segment + segment) == Value(1));
  }));
}

}  // namespace
}  // namespace thresh::record
