// The members of an object that make a page.
#include "source/json_row.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "source/byte_window.h"

using namespace thresh::source;

namespace {

struct Result {
  RawPage page;
  bool made = false;
  std::string trouble;
  std::size_t at = 0;
};

Result read(std::string json, const NamedKeys& named = {}) {
  const std::size_t size = json.size();
  json += std::string(ByteWindow::kPadding, '}');  // what follows must not be taken for a part of it
  const DumpKeys keys(named);
  JsonRow row(keys);
  RowPage values(true);
  Result result;
  const auto trouble = row.read(std::string_view(json).substr(0, size), values);
  if (trouble) {
    result.trouble = trouble->message;
    result.at = trouble->at;
    return result;
  }
  result.made = values.make(result.page, 1000);
  return result;
}

}  // namespace

TEST_CASE("the members are found wherever they stand") {
  const Result result =
      read(R"({"id": 7, "tags": ["a", {"html": "no"}], "html": "<p>\u00e9\n", "url":"https://a.example",)"
           R"( "n": -1.5e3, "ok": true, "nothing": null, "fetched_at": 1700000000 })");
  REQUIRE(result.made);
  CHECK(result.page.bytes == "<p>é\n");
  CHECK(result.page.url == "https://a.example");
  CHECK(result.page.captured == "2023-11-14T22:13:20Z");
  CHECK(result.page.charset == "utf-8");
}

TEST_CASE("objects that usually wrap a page are looked into, others are not") {
  CHECK(read(R"({"text": "t", "metadata": {"url": "https://a.example"}})").page.url == "https://a.example");
  CHECK(
      read(
          R"({"content": "t", "warc_headers": {"warc-target-uri": "https://a.example", "warc-date": "2024-01-15T08:30:00Z"}})")
          .page.captured == "2024-01-15T08:30:00Z");
  CHECK(read(R"({"_index": "i", "_source": {"page": {"html": "<p>"}}, "x": 1})").page.bytes == "<p>");
  CHECK(read(R"({"text": "t", "author": {"url": "https://a.example"}})").page.url.empty());
  CHECK(read(R"({"text": "t", "url": "https://b.example", "meta": {"url": "https://a.example"}})").page.url ==
        "https://b.example");
  CHECK(read(R"({"response": {"body": "<p>", "url": "https://a.example"}, "request": {"url": "https://c.example"}})")
            .page.url == "https://a.example");
}

TEST_CASE("named keys are found by dotted path and by pointer, in lists too") {
  const std::string json = R"({"a.b": "dot", "v": [{"h": "0"}, {"h": "<p>1"}], "u": {"v": {"w": "where"}}})";
  CHECK(read(json, {.html = "/v/1/h"}).page.bytes == "<p>1");
  CHECK(read(json, {.html = "v.0.h"}).page.bytes == "0");
  CHECK(read(json, {.html = "a.b"}).page.bytes == "dot");
  CHECK(read(json, {.html = "/a.b"}).page.bytes == "dot");
  CHECK(read(json, {.url = "u.v.w", .text = "a.b"}).page.url == "where");
  CHECK_FALSE(read(json, {.html = "/v/2/h"}).made);
  CHECK_FALSE(read(json, {.html = "v"}).made);
}

TEST_CASE("of two equal keys the first one counts") {
  CHECK(read(R"({"html": "<p>1", "html": "<p>2"})").page.bytes == "<p>1");
}

TEST_CASE("numbers and words that nobody asks for are not looked at") {
  CHECK(read(R"({"score": NaN, "n": 01, "html": "<p>"})").page.bytes == "<p>");
}

TEST_CASE("a number is no page") {
  CHECK_FALSE(read(R"({"content": 5, "text": 7})").made);
  CHECK(read(R"({"html": 5, "text": "t"})").page.bytes == "t");
}

TEST_CASE("what is wrong is told with its place") {
  CHECK(read("[1]").trouble == "this is no JSON object");
  CHECK(read("12").trouble == "this is no JSON object");
  CHECK(read("{\"a\": \"b\" \"c\": 1}").trouble == "this is no JSON object: it is not well-formed");
  CHECK(read("{\"a\": \"b").trouble == "this is no JSON object: a string does not end");
  CHECK(read("{\"a\": \"b").at == 6);
  CHECK(read("{\"a\": \"b\nc\"}").trouble == "this is no JSON object: a string holds a control character");
  CHECK(read("{\"a\": \"b\nc\"}").at == 8);
  CHECK(read("{\"a\": \"\xC4\"}").trouble == "this is no JSON object: it is not valid UTF-8");
  CHECK(read("{\"a\": \"\xC4\"}").at == 7);
  CHECK(read("{\"a\": 1} {\"b\": 2}").trouble == "something follows the JSON object");
  CHECK(read("{\"a\": 1} {\"b\": 2}").at == 9);
  CHECK_FALSE(read("{\"a\": 1").trouble.empty());
  CHECK_FALSE(read("{\"a\": ").trouble.empty());
  CHECK_FALSE(read("{").trouble.empty());
  CHECK_FALSE(read("").trouble.empty());
  CHECK(read("{}").trouble.empty());
  CHECK(read(" { } ").trouble.empty());
}

TEST_CASE("nesting costs nothing") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(read("{\"x\": " + deep + ", \"html\": \"<p>\"}").page.bytes == "<p>");
  std::string path = "a", objects = "\"<p>\"";
  for (int i = 0; i < 100; ++i) path += ".a", objects = "{\"a\": " + objects + "}";
  CHECK_FALSE(read(objects, {.html = path}).made);  // deeper than any dump is
}

TEST_CASE("any bytes are read or refused, at a place that is in them") {
  CHECK(rc::check([] {
    const auto bytes =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}[]\":,\\ahtml1u \n\xC4\xA4")));
    const Result result = read("{\"html\": \"<p>\"," + bytes);
    RC_ASSERT(result.at <= bytes.size() + 20);
    const Result other = read(bytes, {.html = "a.h"});
    RC_ASSERT(other.at <= bytes.size());
  }));
}

TEST_CASE("the keys of an object are listed, the first ones") {
  const DumpKeys keys{NamedKeys{}};
  JsonRow row(keys);
  const std::string json = R"({"a": {"x": 1}, "b": [2]})";
  const std::string padded = json + std::string(ByteWindow::kPadding, ' ');
  CHECK(row.keys(std::string_view(padded).substr(0, json.size())) == "a, b");
}
