#include "extract/json_trace.h"

#include <catch2/catch.hpp>

#include "extract/json.h"
#include "page_support.h"

namespace thresh::extract {
namespace {

using tests::ExtractPage;

// Where the scalar at `pointer` of the JSON in <p data> stands: its bytes, and the steps.
std::string place(const std::string& attribute, std::string_view pointer) {
  const std::string source = "<p data='" + attribute + "'>";
  const auto page = ExtractPage::html(source);
  const html::Document& document = page.document();
  const JsonText text = JsonText::of_attribute(document, *document.find_attribute(document.find("p"), "data"));
  std::vector<base::Span> scalars;
  const auto json = parse_json(text.text, &scalars);
  JsonTrace trace(document.page());
  trace.add(json->value, text, text.text, scalars);
  const auto taken = trace.find(*record::at(json->value, pointer));
  if (!taken) return "nowhere";
  CHECK(taken->in_attribute);
  std::string out = source.substr(taken->source.begin, taken->source.size());
  for (const std::string& step : taken->steps) out += ' ' + step;
  return out;
}

TEST_CASE("each scalar of JSON has its own bytes") {
  const std::string json = R"({"a": [1, "two", {"b": true}], "c" : null , "d":-1.5e3})";
  CHECK(place(json, "/a/0") == "1 json");
  CHECK(place(json, "/a/1") == "\"two\" json");
  CHECK(place(json, "/a/2/b") == "true json");
  CHECK(place(json, "/c") == "null json");
  CHECK(place(json, "/d") == "-1.5e3 json");
  CHECK(place("7", "") == "7 json");
}

TEST_CASE("those of character references belong to them") {
  CHECK(place("{&quot;a&quot;: &quot;x&amp;y&quot;, &quot;b&quot;: 2}", "/a") == "&quot;x&amp;y&quot; json");
  CHECK(place("{&quot;a&quot;: &quot;x&amp;y&quot;, &quot;b&quot;: 2}", "/b") == "2 json");
}

TEST_CASE("empty lists and objects, and brackets in strings, shift nothing") {
  const std::string json = R"({"a": [], "b": {}, "c": "]}, :", "d": [[], ["x"]], "e": 1})";
  CHECK(place(json, "/c") == "\"]}, :\" json");
  CHECK(place(json, "/d/1/0") == "\"x\" json");
  CHECK(place(json, "/e") == "1 json");
}

TEST_CASE("what had to be mended has its path in the whole") {
  CHECK(place(R"({"a": {"b/c": "x"},})", "/a/b~1c") == R"({"a": {"b/c": "x"},} json/a/b~1c)");
}

}  // namespace
}  // namespace thresh::extract
