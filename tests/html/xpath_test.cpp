// Tests of html/xpath.h.
#include "html/xpath.h"
#include "html/xpath_letters.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "html/selector.h"
#include "page_support.h"
#include "soup.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

std::vector<XPathItem> select(const TestPage& page, std::string_view source, NodeId scope = 0) {
  const auto xpath = XPath::compile(source);
  if (!xpath) FAIL("not read: " << xpath.error().message);
  XPathView view(page.document);
  Budget budget{10'000'000};
  return xpath->select(view, scope, budget);
}

TEST_CASE("nodes, attributes and values are told apart") {
  const TestPage page("<div id=a class=x><p id=b>One <b>two</b></p><p id=c>three</p></div>");
  const auto nodes = select(page, "//p");
  REQUIRE(nodes.size() == 2);
  CHECK(nodes[0].kind == XPathItem::Kind::kNode);
  CHECK(nodes[0].node == page.by_id("b"));
  CHECK(nodes[1].node == page.by_id("c"));

  const auto attributes = select(page, "//div/@class");
  REQUIRE(attributes.size() == 1);
  CHECK(attributes[0].kind == XPathItem::Kind::kAttribute);
  CHECK(attributes[0].node == page.by_id("a"));
  CHECK(attributes[0].text == "x");

  const auto texts = select(page, "//p[2]/text()");
  REQUIRE(texts.size() == 1);
  CHECK(page.document.text(texts[0].node) == "three");

  const auto values = select(page, "count(//p)");
  REQUIRE(values.size() == 1);
  CHECK(values[0].kind == XPathItem::Kind::kString);
  CHECK(values[0].text == "2");
  CHECK(select(page, "string(//p[1])")[0].text == "One two");
  CHECK(select(page, "boolean(//h1)")[0].text == "false");
  CHECK(select(page, "concat('a', '')")[0].text == "a");
  CHECK(select(page, "''")[0].text.empty());
}

TEST_CASE("functions count characters, not bytes") {
  const TestPage page("<p title='où'>é日本</p><p>plain</p>");
  const auto value = [&](std::string_view source) { return select(page, source)[0].text; };
  CHECK(value("string-length(//p)") == "3");
  CHECK(value("substring(//p, 1, 1)") == "é");
  CHECK(value("substring(//p, 2)") == "日本");
  CHECK(value("translate(//p, '日é', 'Xe')") == "eX本");
  CHECK(value("substring-after(//p/@title, 'o')") == "ù");
  CHECK(value("concat(substring('äöü', 2, 1), //p[2])") == "öplain");
  const auto long_ones = select(page, "//p[string-length(.) > 4]");
  REQUIRE(long_ones.size() == 1);
  CHECK(page.document.text(long_ones[0].node + 1) == "plain");
  const auto titles = select(page, "//@title[string-length(.) = 2]");
  REQUIRE(titles.size() == 1);
  CHECK(titles[0].text == "où");
  CHECK(titles[0].attribute == "title");
}

TEST_CASE("only what counts characters of the page asks for its letters") {
  CHECK(counts_characters("//p[string-length(.) > 4]"));
  CHECK(counts_characters("substring(//p, 2)"));
  CHECK(counts_characters("substring ( 'äöü', 2)"));
  CHECK(counts_characters("substring('open, 2"));
  CHECK(counts_characters("translate('ab', 'üb', 'xy')"));
  CHECK(counts_characters("substring('true', string-length(.))"));
  CHECK_FALSE(counts_characters("substring-before(//p, 'ü')"));
  CHECK_FALSE(counts_characters("substring( \"true\", 1 div boolean(//p))"));
  const TestPage page("<p>é</p>");
  CHECK(select(page, "substring('true', 1 div boolean(//p))")[0].text == "true");
  CHECK(select(page, "substring('true', 1 div boolean(//h1))")[0].text.empty());
  CHECK(select(page, "translate('ab', 'üb', 'xy')")[0].text == "ay");
}

TEST_CASE("where a page has too many letters, no character is cut in two") {
  std::string letters;
  for (char32_t c = 0x4E00; c < 0x4F00; ++c) text::append_utf8(letters, c);
  const TestPage page("<p>" + letters + "</p>");
  CHECK(select(page, "substring(//p, 1, 1)")[0].text == "\uFFFD");
  CHECK(select(page, "string-length(//p)")[0].text == std::to_string(3 * 256));  // bytes, as the documents say
  CHECK(select(page, "//p[contains(., '一')]").size() == 1);
}

TEST_CASE("results know their place in the page") {
  const TestPage page("<p id=a title='x &amp; y' lang=en>one<b>two</b></p>");
  const auto cut = [&](std::string_view expression) {
    const auto found = select(page, expression);
    REQUIRE(found.size() == 1);
    return page.source.substr(found[0].source.begin, found[0].source.size());
  };
  CHECK(cut("//p/@title") == "x &amp; y");
  CHECK(cut("//@lang") == "en");
  CHECK(cut("//p/text()") == "one");
  CHECK(cut("//b") == "<b>");
  CHECK(cut("count(//p)").empty());
  CHECK(cut("/html").empty());
}

TEST_CASE("names are in lower case, those of SVG too") {
  const TestPage page("<svg viewBox='0 0 1 1'><linearGradient id=a xlink:href=x></linearGradient></svg>");
  CHECK(select(page, "//lineargradient").size() == 1);
  CHECK(select(page, "//linearGradient").empty());
  CHECK(select(page, "//svg/@viewbox")[0].text == "0 0 1 1");
  CHECK(select(page, "//lineargradient/@*[name() = 'xlink:href']")[0].text == "x");
  CHECK(PageSizes(page.document).named("lineargradient") == 1);
}

TEST_CASE("an expression is relative to its scope") {
  const TestPage page("<div id=a><p id=b></p></div><div id=c><p id=d></p></div>");
  const auto inside = select(page, ".//p", page.by_id("c"));
  REQUIRE(inside.size() == 1);
  CHECK(inside[0].node == page.by_id("d"));
  CHECK(select(page, "//p", page.by_id("c")).size() == 2);
  CHECK(select(page, "preceding-sibling::div", page.by_id("c"))[0].node == page.by_id("a"));
  CHECK(select(page, "/html/body/div").size() == 2);
}

TEST_CASE("results stand in page order, each once") {
  const TestPage page("<p id=a></p><h1 id=b></h1><p id=c></p>");
  const auto found = select(page, "//p | //h1 | //p[1]");
  REQUIRE(found.size() == 3);
  CHECK(found[0].node == page.by_id("a"));
  CHECK(found[1].node == page.by_id("b"));
  CHECK(found[2].node == page.by_id("c"));
}

TEST_CASE("results of a union of many siblings stand in page order") {
  std::string source = "<body>";
  for (int i = 0; i < 300; ++i) source += "<p>x</p><h1>y</h1>";
  const TestPage page(source);
  const auto found = select(page, "//h1 | //p");
  REQUIRE(found.size() == 600);
  for (std::size_t i = 1; i < found.size(); ++i) CHECK(found[i - 1].node < found[i].node);
}

TEST_CASE("an expression that could cost more than is left is not run, and leaves the budget to others") {
  std::string source = "<body>";
  for (int i = 0; i < 2000; ++i) source += "<p>x</p>";
  const TestPage page(source);
  XPathView view(page.document);
  Budget budget{1'000'000};
  CHECK(XPath::compile("//p[not(preceding::h2)]")->select(view, 0, budget).empty());
  CHECK(budget.cut());
  CHECK(budget.steps == 1'000'000);
  CHECK(XPath::compile("//p")->select(view, 0, budget).size() == 2000);
  CHECK(budget.steps < 1'000'000);
  CHECK_FALSE(budget.exhausted());
}

TEST_CASE("an expression that cannot be read names the place") {
  const auto broken = XPath::compile("//p[");
  REQUIRE_FALSE(broken.has_value());
  CHECK_FALSE(broken.error().message.empty());
  CHECK(broken.error().offset <= 4);
  CHECK_FALSE(XPath::compile("").has_value());
  CHECK_FALSE(XPath::compile("//p[$x]").has_value());
  CHECK(XPath::compile(".price").error().hint.contains("CSS"));
  CHECK_FALSE(XPath::compile(std::string(100'000, '(')).has_value());
  CHECK(XPath::compile(std::string_view("//p\0[1])", 8)).error().offset == 3);
}

TEST_CASE("XPath and CSS agree") {
  const std::pair<std::string, std::string> pairs[] = {
      {"//div", "div"},       {"//*[@class]", "[class]"},      {"//p//b", "p b"},
      {"//ul/li", "ul > li"}, {"//li[1]", "li:first-of-type"}, {"//a[@href='x']", "a[href=x]"}};
  REQUIRE(rc::check([&pairs] {
    const TestPage page(*tag_soup());
    for (const auto& [expression, source] : pairs) {
      Budget budget{1'000'000};
      std::vector<NodeId> found;
      for (const XPathItem& item : select(page, expression)) found.push_back(item.node);
      RC_ASSERT(found == Selector::compile(source)->select(page.document, 0, budget));
    }
  }));
}

}  // namespace
}  // namespace thresh::html
