// The JSON that pages carry in scripts and attributes.
#include "extract/embedded_json.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "html/soup.h"

using namespace thresh;
using extract::EmbeddedJson;
using tests::ExtractPage;

namespace {

std::string text_at(const record::Value* value, std::string_view pointer) {
  const record::Value* at = value == nullptr ? nullptr : record::at(*value, pointer);
  return at == nullptr || at->as_text() == nullptr ? "(none)" : *at->as_text();
}

// The value of `name` that a script gives, as text at "/a".
std::string named(const std::string& script, std::string_view name) {
  const auto page = ExtractPage::html("<script>" + script + "</script>");
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings);
  return text_at(json.named(name), "/a");
}

std::string linked(const std::string& json) { return "<script type=application/ld+json>" + json + "</script>"; }

}  // namespace

TEST_CASE("JSON-LD: several values in one script are all read, with or without a comma between them") {
  for (const bool traced : {false, true}) {
    const auto page = ExtractPage::html(linked(R"({"@type": "A"} {"@type": "B"}, [{"@type": "C", "n": "x"}];)"));
    std::vector<base::Finding> findings;
    EmbeddedJson json(page.document(), findings, traced);
    REQUIRE(json.linked_blocks().size() == 3);
    CHECK(text_at(json.linked_blocks()[1], "/@type") == "B");
    CHECK(findings.empty());
    if (!traced) continue;
    const auto taken = json.where_is(*record::at(*json.linked_blocks()[2], "/0/n"));
    REQUIRE(taken);
    CHECK(page.document().page().substr(taken->source.begin, taken->source.size()).contains("x"));
  }
}

TEST_CASE("JSON-LD: quotes that are written as character references are mended") {
  const auto page = ExtractPage::html(linked("{&quot;@type&quot;: &quot;A&quot;, &#34;n&#34;: &quot;x &amp; y&quot;}"));
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings, true);
  REQUIRE(json.linked_blocks().size() == 1);
  CHECK(text_at(json.linked_blocks()[0], "/n") == "x & y");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == base::FindingCode::kJsonRepaired);
}

TEST_CASE("JSON-LD: every object of every block, those inside others and in @graph too, outer before inner") {
  const auto page = ExtractPage::html(linked(R"({"@graph": [{"@type": "A", "b": {"@type": "B"}}, {"@type": "C"}]})") +
                                      "<p>x" + linked(R"([{"@type": "D"}])"));
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings);
  std::string types;
  for (const record::Value* object : json.linked_data()) types += text_at(object, "/@type") + ' ';
  CHECK(types == "(none) A C B D ");
  CHECK(findings.empty());
}

TEST_CASE("JSON-LD: a block's type may carry parameters and capitals; other scripts are none") {
  const auto count = [](const std::string& attributes) {
    const auto page = ExtractPage::html("<script " + attributes + ">{\"@type\": \"A\"}</script>");
    std::vector<base::Finding> findings;
    return EmbeddedJson(page.document(), findings).linked_data().size();
  };
  CHECK(count("type='application/ld+json'") == 1);
  CHECK(count("type=' Application/LD+JSON; charset=utf-8'") == 1);
  CHECK(count("type='application/json'") == 0);
  CHECK(count("") == 0);
}

TEST_CASE("A block that is mended or cannot be read is a finding, once, and the others are read") {
  const auto page = ExtractPage::html(linked("{\"@type\": \"A\",}") + linked("{ nothing") +
                                      linked("{\"@type\": \"B\"}") + linked("  "));
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings);
  CHECK(json.linked_data().size() == 2);
  CHECK(json.linked_data().size() == 2);
  CHECK(tests::codes(findings) == "json_repaired json_broken");
}

TEST_CASE("A block that stands on the page twice is read once") {
  const std::string kBlock = linked("{\"@type\": \"A\",}");
  const auto page = ExtractPage::html(kBlock + "<p>x" + kBlock + linked(" {\"@type\": \"A\",}\n") + linked("{}"));
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings);
  CHECK(json.linked_data().size() == 2);
  CHECK(tests::codes(findings) == "json_repaired");
}

TEST_CASE("A call of JSON.parse is sound whatever its quotes; a literal of JavaScript is mended, and said to be") {
  const auto codes = [](const std::string& script) {
    const auto page = ExtractPage::html("<script>" + script + "</script>");
    std::vector<base::Finding> findings;
    EmbeddedJson json(page.document(), findings);
    CHECK(json.named("A") != nullptr);
    return tests::codes(findings);
  };
  CHECK(codes(R"(window.A = JSON.parse('{"a": 1}'))") == "");
  CHECK(codes(R"(window.A = JSON.parse('{"a": undefined}'))") == "json_repaired");
  CHECK(codes("window.A = {a: undefined};") == "json_repaired");
  CHECK(codes("window.A = undefined;") == "json_repaired");
}

TEST_CASE("A type is its name, whatever vocabulary is written before it") {
  for (const char* type : {"QAPage", "http://schema.org/QAPage", "https://schema.org/QAPage", "schema:QAPage"}) {
    record::Map object;
    object.add("@type", type);
    CHECK(extract::has_type(object, "QAPage"));
    CHECK_FALSE(extract::has_type(object, "Page"));
    CHECK_FALSE(extract::has_type(object, "FAQPage"));
    CHECK_FALSE(extract::has_type(object, "a much longer name than that"));
  }
  record::Map several;
  several.add("@type", record::List{"WebPage", "QAPage"});
  CHECK(extract::has_type(several, "QAPage"));
  CHECK_FALSE(extract::has_type(record::Map(), "QAPage"));
  CHECK_FALSE(extract::has_type("QAPage", "QAPage"));
}

TEST_CASE("A script is known by its id or by the variable that it sets") {
  CHECK(named(R"(window.__STATE__ = {"a": "x"};)", "__STATE__") == "x");
  CHECK(named(R"(window.__STATE__ = {"a": "x"};)", "window.__STATE__") == "x");
  CHECK(named(R"(window["__STATE__"]={"a": "x"})", "__STATE__") == "x");
  CHECK(named(R"(var data = {"a": "x"}, more = 1;)", "data") == "x");
  CHECK(named(R"(if (data == 1) {} data = {"a": "x"})", "data") == "x");
  CHECK(named(R"(metadata = {"a": "y"}; data = {"a": "x"})", "data") == "x");
  CHECK(named(R"(data = JSON.parse("{\"a\": \"x\"}"))", "data") == "x");
  CHECK(named(R"(data = JSON.parse('{"a": "x"}'))", "data") == "x");
  CHECK(named(R"(data = JSON.parse( '{"a": "it\'s \\"x\\" \x41"}' );)", "data") == "it's \"x\" A");
  CHECK(named(R"(data = {a: 'x', b: undefined, c: !0})", "data") == "x");
  CHECK(named(R"(data == {"a": "x"})", "data") == "(none)");
  CHECK(named(R"(data = load())", "data") == "(none)");
  CHECK(named("", "data") == "(none)");
  const auto page = ExtractPage::html(
      R"(<script>s = {"a": "variable"}</script><script id=s type=application/json>{"a": "id"}</script>)");
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings);
  CHECK(text_at(json.named("s"), "/a") == "id");
  CHECK(json.named("nothing") == nullptr);
}

// The time would be the square of the script if each occurrence of the name looked at all that follows.
TEST_CASE("A script that names a variable very often, and then is blank for long, is looked through once") {
  std::string script;
  for (int i = 0; i < 200'000; ++i) script += "__DATA__ ";
  script += std::string(4'000'000, ' ');
  CHECK(named(script, "__DATA__") == "(none)");
  CHECK(named(script + "__DATA__ \n = \t{\"a\": \"x\"}" + std::string(1'000'000, ' '), "__DATA__") == "x");
}

TEST_CASE("The same JSON is read once and stays where it is") {
  const auto page = ExtractPage::html(R"(<script id=s>{"a": "x",}</script><p a='{"a": "y"}' b=words>)");
  const html::NodeId p = page.document().find("p");
  std::vector<base::Finding> findings;
  EmbeddedJson json(page.document(), findings);
  const record::Value* first = json.named("s");
  const record::Value* attribute = json.in_attribute(*page.document().find_attribute(p, "a"));
  CHECK(json.named("s") == first);
  CHECK(json.in_attribute(*page.document().find_attribute(p, "a")) == attribute);
  CHECK(json.in_attribute(*page.document().find_attribute(p, "b")) == nullptr);
  CHECK(text_at(first, "/a") == "x");
  CHECK(text_at(attribute, "/a") == "y");
  CHECK(tests::codes(findings) == "json_repaired json_broken");
}

TEST_CASE("No page makes the reader of its scripts fail") {
  REQUIRE(rc::check([] {
    static const std::vector<std::string> kPieces = {
        "x",  " = ", "==", "[\"x\"]", "{",    "}",         "\"a\"",         ":",       "JSON.parse(",
        "\"", "\\",  "'",  "a",       "<!--", "</script>", "<script id=x>", "window.", ","};
    std::string script = "<script type=application/ld+json>";
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)))
      script += piece;
    const auto page = ExtractPage::html(*html::tag_soup() + script);
    std::vector<base::Finding> findings;
    EmbeddedJson json(page.document(), findings);
    const std::size_t objects = json.linked_data().size();
    (void)json.named("x");
    (void)json.named("");
    RC_ASSERT(json.linked_data().size() == objects);
  }));
}
