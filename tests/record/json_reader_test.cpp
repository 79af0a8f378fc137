// JSON back to values: what our writer writes reads back as the same, and what is no JSON is refused.
#include "record/json_reader.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "emit/json_writer.h"

namespace thresh::record {
namespace {

using record::List;
using record::Map;
using record::Value;

std::string written(const Value& value) {
  emit::JsonWriter writer(emit::JsonWriter::Layout::kCompact);
  writer.write(value);
  return std::string(writer.text());
}

// A random value, as deep as `depth`.
Value random_value(std::mt19937& random, int depth) {
  switch (random() % (depth > 0 ? 8 : 6)) {
    case 0:
      return nullptr;
    case 1:
      return random() % 2 == 0;
    case 2:
      return static_cast<std::int64_t>(random()) - 2'000'000'000;
    case 3:
      return static_cast<double>(random()) / 65536.0 + 0.5 / 65536.0;
    case 4:
      return std::string("w\xC3\xB6rds \"\\\n\t\x01 \xF0\x9F\x98\x80") + std::to_string(random());
    case 5:
      return "";
    case 6: {
      List list;
      for (auto left = random() % 5; left > 0; --left) list.push_back(random_value(random, depth - 1));
      return list;
    }
    default: {
      Map map;
      for (std::size_t left = random() % 5; left > 0; --left) {
        map.add("k\xC3\xA9y/~ " + std::to_string(left), random_value(random, depth - 1));
      }
      return map;
    }
  }
}

TEST_CASE("what our writer writes is read back") {
  std::mt19937 random(3);
  JsonReader reader;
  for (int i = 0; i < 2000; ++i) {
    const Value value = random_value(random, 5);
    INFO(written(value));
    REQUIRE(reader.read(written(value)).value() == value);
  }
}

TEST_CASE("numbers are numbers") {
  JsonReader reader;
  CHECK(reader.read("4.9").value() == Value(4.9));
  CHECK(reader.read("-12").value() == Value(-12));
  CHECK(reader.read("9223372036854775807").value() == Value(std::numeric_limits<std::int64_t>::max()));
  CHECK(reader.read("9223372036854775808").value() == Value(9223372036854775808.0));
  CHECK(reader.read("1.0e+22").value() == Value(1e22));
}

TEST_CASE("of two equal keys the first counts") {
  JsonReader reader;
  CHECK(*reader.read(R"({"a":1,"a":2})").value().as_map()->find("a") == Value(1));
}

TEST_CASE("what is no JSON is refused, with a reason") {
  JsonReader reader;
  for (const char* text : {"", " ", "{", "[1,]", "{\"a\":}", "nul", "1 2", "\"\xFF\"", "{'a':1}", "[1", "\"\\x\""}) {
    INFO(text);
    const auto value = reader.read(text);
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().code == base::ErrorCode::kUnreadable);
    CHECK(value.error().message.starts_with("this is no JSON: "));
  }
}

TEST_CASE("nesting is taken to its limit and refused beyond, without recursion") {
  JsonReader reader;
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(reader.read(nested(500)).has_value());
  CHECK_FALSE(reader.read(nested(600)).has_value());
  CHECK_FALSE(reader.read(nested(1'000'000)).has_value());
}

TEST_CASE("the first member is seen without reading the rest") {
  CHECK(first_member(R"({"id":"qa-1","kind":"qa"})", "id") == "qa-1");
  CHECK(first_member(R"({"id":"q\"a"})", "id").empty());
  CHECK(first_member(R"({ "id":"qa-1"})", "id").empty());
  CHECK(first_member(R"({"ids":"qa-1"})", "id").empty());
  CHECK(first_member(R"({"id":12})", "id").empty());
  CHECK(first_member(R"({"id":"qa)", "id").empty());
}

}  // namespace
}  // namespace thresh::record
