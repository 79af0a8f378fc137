// Embedded JSON: read with tolerance, and paths into it.
#include "extract/json.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace thresh;
using extract::json_text;
using extract::parse_json;

namespace {

rules::JsonPath path(std::initializer_list<rules::JsonPath::Step> steps) { return {"", steps}; }

rules::JsonPath::Step key(std::string name) { return {std::move(name), std::nullopt, false}; }

}  // namespace

TEST_CASE("Sound JSON is read as it is") {
  const auto json = parse_json(R"({"a": [1, 2.5, "x", true, null]})");
  REQUIRE(json);
  CHECK_FALSE(json->mended);
  CHECK(record::at(json->value, "/a/1")->as_real() != nullptr);
  CHECK(*record::at(json->value, "/a/2")->as_text() == "x");
}

TEST_CASE("What real pages break is mended, and said to be") {
  for (const char* broken :
       {"{\"a\": \"two\nlines\"}", "{\"a\": \"two\\nlines\",}", "/* note */ {\"a\": \"two\\nlines\"}"}) {
    INFO(broken);
    const auto json = parse_json(broken);
    REQUIRE(json);
    CHECK(json->mended);
    CHECK(*record::at(json->value, "/a")->as_text() == "two\nlines");
  }
  CHECK(parse_json("<!-- {\"a\": 1} -->"));
  CHECK(parse_json("{\"a\": 1};"));
}

TEST_CASE("What is no JSON gives nothing") {
  for (const char* text : {"", "   ", "hello", "{", "{\"a\": }", "function () {}"}) CHECK_FALSE(parse_json(text));
  CHECK_FALSE(parse_json(std::string(200'000, '[')));
}

TEST_CASE("Paths step into members, indices and through lists") {
  const auto json = parse_json(R"({"q": {"answers": [{"text": "A", "by": {"name": "X"}}, {"text": "B"}]}})");
  REQUIRE(json);
  const auto texts = extract::follow(json->value, path({key("q"), key("answers"), key("text")}));
  REQUIRE(texts.size() == 2);
  CHECK(*texts[1]->as_text() == "B");
  const auto second = extract::follow(json->value, path({key("q"), key("answers"), {"", 1, false}, key("text")}));
  REQUIRE(second.size() == 1);
  CHECK(*second[0]->as_text() == "B");
  CHECK(extract::follow(json->value, path({key("q"), key("nothing")})).empty());
  CHECK(extract::follow(json->value, path({key("q"), key("answers"), {"", std::nullopt, true}})).size() == 2);
}

TEST_CASE("A path pays for each value that it looks at, found or not, and ends where nothing is left") {
  std::string source = "[";
  for (int i = 0; i < 1'000; ++i) source += "{\"a\": 1},";
  const auto json = extract::parse_json(source + "{}]");
  REQUIRE(json);
  html::Budget budget{10'000};
  CHECK(extract::follow(json->value, path({key("nothing")}), &budget).empty());
  CHECK(budget.steps <= 9'000);
  CHECK(extract::follow(json->value, path({key("a")}), &budget).size() == 1'000);
  html::Budget little{100};
  CHECK(extract::follow(json->value, path({key("a")}), &little).empty());
  CHECK(little.cut());
}

TEST_CASE("Scalars are texts; an object is its value or its name") {
  CHECK(json_text(record::Value(3)) == "3");
  CHECK(json_text(record::Value(4.9)) == "4.9");
  CHECK(json_text(record::Value(true)) == "true");
  CHECK_FALSE(json_text(record::Value()));
  const auto person = parse_json(R"({"@type": "Person", "name": "Jane Doe"})");
  CHECK(json_text(person->value) == "Jane Doe");
}

TEST_CASE("No bytes crash the reader") {
  REQUIRE(rc::check([](const std::string& bytes) { (void)parse_json(bytes); }));
  REQUIRE(rc::check([](const std::vector<int>& picks) {
    static constexpr std::string_view kPieces[] = {"{", "}",    "[",  "]",  "\"", ":", ",",
                                                   "1", "true", "\\", "\n", "//", "/*"};
    std::string text;
    for (const int pick : picks) text += kPieces[static_cast<unsigned>(pick) % std::size(kPieces)];
    (void)parse_json(text);
  }));
}
