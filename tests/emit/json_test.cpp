// JSON and JSON lines. That any record is read back by another reader is the matter of yaml_roundtrip_test.py, which
// takes Python's json for the measure.
#ifdef __clang__  // see src/emit/json_writer.cpp
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/reader.h>
#ifdef __clang__
#pragma clang attribute pop
#endif
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <limits>

#include "emit/hostile.h"
#include "emit/memory_output.h"
#include "emit/records.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

const Map kRecord = map_of({{"a", 1}, {"b", List{"x", nullptr}}, {"c", List{}}, {"d", Map{}}});

// The keys and texts of a JSON text, in order; nothing if it is not valid. (RapidJSON's document.h does not compile
// with Clang 19, its reader does.)
struct Texts : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Texts> {
  bool String(const char* text, rapidjson::SizeType size, bool) { return found.emplace_back(text, size), true; }
  std::vector<std::string> found;
};

std::vector<std::string> texts_of(const std::string& json) {
  Texts texts;
  rapidjson::StringStream stream(json.c_str());
  rapidjson::Reader reader;
  const bool valid = !reader.Parse<rapidjson::kParseValidateEncodingFlag>(stream, texts).IsError();
  return valid ? texts.found : std::vector<std::string>();
}

TEST_CASE("one record is an object, indented by two") {
  CHECK(emitted("json", {kRecord}) == R"({
  "a": 1,
  "b": [
    "x",
    null
  ],
  "c": [],
  "d": {}
}
)");
}

TEST_CASE("several records are a list") {
  const Map record = map_of({{"a", 1}});
  CHECK(emitted("json", {record, record, record}) == R"([
  {
    "a": 1
  },
  {
    "a": 1
  },
  {
    "a": 1
  }
]
)");
}

TEST_CASE("where several records are expected, one and none are a list too") {
  CHECK(emitted("json", {map_of({{"a", 1}})}, {.many = true}) == "[\n  {\n    \"a\": 1\n  }\n]\n");
  CHECK(emitted("json", {}, {.many = true}) == "[]\n");
  CHECK(emitted("json", {}) == "[]\n");
}

TEST_CASE("a JSON line is compact and ends in a line break") {
  CHECK(emitted("jsonl", {}).empty());
  CHECK(emitted("jsonl", {kRecord, map_of({{"e", true}})}) == R"({"a":1,"b":["x",null],"c":[],"d":{}}
{"e":true}
)");
}

TEST_CASE("a value that is JSON already stands in its place") {
  const Map record = map_of({{"a", 1}, {"b", nullptr}, {"c", List{"x"}}});
  MemoryOutput output;
  const auto emitter = find_format("jsonl")->make(output, {});
  REQUIRE(emitter->write_with(record, {"b", "[{\"d\":[]}]"}));
  REQUIRE(emitter->write(record));
  CHECK(output.text == R"({"a":1,"b":[{"d":[]}],"c":["x"]}
{"a":1,"b":null,"c":["x"]}
)");
  MemoryOutput other;
  const auto pretty = find_format("json")->make(other, {});
  REQUIRE(pretty->write_with(record, {"b", "[]"}));
  REQUIRE(pretty->finish());
  CHECK(other.text.contains("\"b\": null"));
}

TEST_CASE("only quotes, backslashes and control characters are escaped (RFC 8259, section 7)") {
  CHECK(emitted("jsonl", {map_of({{"a\"", "\"\\\n\t\x01/é\u2028\u007F\U0001F600"}})}) ==
        "{\"a\\\"\":\"\\\"\\\\\\n\\t\\u0001/é\u2028\u007F\U0001F600\"}\n");
}

TEST_CASE("a NUL does not end a text") {
  CHECK(emitted("jsonl", {map_of({{"a", std::string("x\0y", 3)}})}) == "{\"a\":\"x\\u0000y\"}\n");
}

TEST_CASE("numbers are as short as they can be, and what is no number in JSON is null") {
  CHECK(emitted("jsonl", {map_of({{"a", List{4.9, 5.0, -0.0, 1e22, 0.1, std::numeric_limits<double>::infinity(),
                                             std::numeric_limits<std::int64_t>::min()}}})}) ==
        "{\"a\":[4.9,5,0,1.0e+22,0.1,null,-9223372036854775808]}\n");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters, in keys too") {
  CHECK(emitted("jsonl", {map_of({{"\xFF", "a\xC3(\xED\xA0\x80"}})}) ==
        "{\"\uFFFD\":\"a\uFFFD(\uFFFD\uFFFD\uFFFD\"}\n");
}

TEST_CASE("any text of bytes is valid JSON, the same text where it was UTF-8") {
  static const std::vector<std::string> kPieces = hostile_pieces();
  REQUIRE(rc::check([] {
    std::string text;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)))
      text += piece;
    const auto noise = *rc::gen::arbitrary<std::string>();
    const std::vector<std::string> found = texts_of(emitted("json", {map_of({{"text", text}, {"noise", noise}})}));
    RC_ASSERT(found.size() == 4U);
    RC_ASSERT(found[1] == text);
  }));
}

TEST_CASE("what a full disk refuses is reported, and whole records stand before it") {
  MemoryOutput output(20);
  const auto emitter = find_format("jsonl")->make(output, {});
  CHECK(emitter->write(map_of({{"a", 1}})).has_value());
  const auto failed = emitter->write(map_of({{"a", "a text that is longer than the rest of the disk"}}));
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().code == base::ErrorCode::kWriteFailed);
  CHECK(output.text == "{\"a\":1}\n");
}

}  // namespace
}  // namespace thresh::emit
