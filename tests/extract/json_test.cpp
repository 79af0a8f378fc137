// Embedded JSON: read with tolerance, and paths into it.
#include "extract/json.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace thresh;
using extract::json_text;
using extract::parse_json;

namespace {

rules::JsonPath path(std::initializer_list<rules::JsonPath::Step> steps) { return {"", steps}; }

// What stands at "a" in a text that had to be mended.
std::string mended_a(const std::string& source) {
  const auto json = parse_json(source);
  const record::Value* value = json && json->mended ? record::at(json->value, "/a") : nullptr;
  return value == nullptr ? "(none)" : json_text(*value).value_or("(null)");
}

rules::JsonPath::Step key(std::string name) { return {std::move(name), std::nullopt, false}; }

}  // namespace

TEST_CASE("Sound JSON is read as it is") {
  const auto json = parse_json(R"({"a": [1, 2.5, "x", true, null]})");
  REQUIRE(json);
  CHECK_FALSE(json->mended);
  CHECK(*record::at(json->value, "/a/0")->as_integer() == 1);
  CHECK(*record::at(json->value, "/a/1")->as_text() == "2.5");
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

TEST_CASE("Numbers keep their digits: integers of 64 bits are exact, the others are as they are written") {
  const auto number = [](const std::string& written) {
    const auto json = parse_json("{\"a\": " + written + "}");
    return json ? json_text(*record::at(json->value, "/a")).value_or("(null)") : "(none)";
  };
  CHECK(number("9007199254740993") == "9007199254740993");
  CHECK(number("-9223372036854775808") == "-9223372036854775808");
  CHECK(number("18446744073709551615") == "18446744073709551615");
  CHECK(number("123456789012345678901234567890") == "123456789012345678901234567890");
  CHECK(number("19.90") == "19.90");
  CHECK(number("1e21") == "1e21");
  for (const char* none : {"NaN", "Infinity", "-Infinity"}) CHECK(number(none) == "(null)");
  CHECK(number("01") == "(none)");
}

TEST_CASE("A literal of JavaScript is read as JSON would have it") {
  CHECK(mended_a("{a: 1}") == "1");
  CHECK(mended_a("{$b_2: [1, {c: 2}], 3: 4, 'a': 'it\\'s \"so\" \\x41'}") == "it's \"so\" A");
  CHECK(mended_a("{a: undefined, b: 1}") == "(null)");
  CHECK(mended_a("{a: void 0}") == "(null)");
  CHECK(mended_a("{a: !0, b: !1}") == "true");
  CHECK(mended_a("{a: +.5}") == "0.5");
  CHECK(mended_a("{a: \"go\\\non\"}") == "goon");
  CHECK(mended_a("\xEF\xBB\xBF{\xC2\xA0"
                 "a: 1 /* one */, // the end\n}") == "1");
  for (const char* code : {"{a: load()}", "{a: b}", "{a: new Date()}", "{a: 1 + x}", "{get a() {}}"}) {
    INFO(code);
    CHECK_FALSE(parse_json(code));
  }
}

TEST_CASE("Bare quotes, values left out and commas too many are mended where it is clear what was meant") {
  CHECK(mended_a(R"({"a": "The "best" one", "b": 1})") == "The \"best\" one");
  CHECK(mended_a(R"({"a": "The "best"", "b": 1})") == "The \"best\"");
  CHECK(mended_a(R"({"a": ""Best", he said"})") == "\"Best\", he said");
  CHECK(mended_a(R"({"a": "He said "no", twice", "b": 1})") == "He said \"no\", twice");
  CHECK(mended_a(R"({"x": ["5" wide", "y"], "a": "ok"})") == "ok");
  CHECK(mended_a(R"({"a": , "b": 1})") == "(null)");
  CHECK(mended_a(R"({"b": 1, "a": })") == "(null)");
  CHECK(mended_a(R"({"b": 1,, "a": "x",})") == "x");
  CHECK(mended_a(R"({"b": [1,,2,], "a": "x"})") == "x");
  // A comma that is missing, or a string that is never closed, is no text with quotes.
  for (const char* unclear : {R"({"a": "x" "b": "y"})", R"({"a": "x"b": "y"})", R"({"a": "x", "b": "y)", R"({"a" "b"})",
                              R"({"a": "the "key": x"})", R"({"a": 1 "b": 2})", R"(["a" {"b": 1}])", R"({"a"b": 1})"}) {
    INFO(unclear);
    CHECK_FALSE(parse_json(unclear));
  }
}

// The time would be the square of the text if each quote looked at all that follows.
TEST_CASE("What cannot be mended is given up in linear time") {
  const auto repeated = [](const std::string& start, std::string_view piece) {
    std::string text = start;
    for (int i = 0; i < 300'000; ++i) text += piece;
    return text;
  };
  for (const std::string& source : {repeated("{a: \"", "\" "), repeated("{a: \"", "\"x "), repeated("{a: ", "/* "),
                                    repeated("{a: \"", "\"/* "), repeated("[1", ",,,,"), repeated("{a: \"", "\", x"),
                                    repeated("{", "a:\"\","), "{a: \"" + std::string(3'000'000, ' ')}) {
    CHECK_FALSE(parse_json(source));
  }
}

TEST_CASE("What is no JSON gives nothing") {
  for (const char* text : {"", "   ", "hello", "{", "{\"a\": ", "[1", "function () {}"}) CHECK_FALSE(parse_json(text));
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
    static constexpr std::string_view kPieces[] = {"{",    "}",  "[",  "]",  "\"", ":", ",", "1",
                                                   "true", "\\", "\n", "//", "/*", "'", "a", " "};
    std::string text;
    for (const int pick : picks) text += kPieces[static_cast<unsigned>(pick) % std::size(kPieces)];
    (void)parse_json(text);
  }));
}
