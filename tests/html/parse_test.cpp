// Tests of html/parse.h: trees, spans, limits and hostile pages. Section numbers are those of the HTML standard.
#include "html/parse.h"
#include "html/serialize.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "page_support.h"
#include "soup.h"

namespace thresh::html {
namespace {

std::size_t depth_of(const Document& document) {
  std::vector<std::size_t> depths(document.size());
  for (NodeId id = 1; id < document.size(); ++id) depths[id] = depths[document.parent(id)] + 1;
  return *std::ranges::max_element(depths);
}

std::string body_of(std::string_view source) {
  const TestPage page{std::string(source)};
  return inner_html(page.document, page.document.find("body"));
}

TEST_CASE("every page has html, head and body (13.2.6.4)") {
  const TestPage page("");
  CHECK(page.document.find("html") == 1);
  CHECK(page.document.find("head") != kNoNode);
  CHECK(page.document.find("body") != kNoNode);
  CHECK_FALSE(page.document.cut());
}

TEST_CASE("trees are those of a browser") {
  CHECK(body_of("<p>1<p>2") == "<p>1</p><p>2</p>");                                     // 13.1.2.4, optional tags
  CHECK(body_of("<p>1<b>2<i>3</b>4</i>5</p>") == "<p>1<b>2<i>3</i></b><i>4</i>5</p>");  // 13.2.10.1, misnested
  CHECK(body_of("<b>1<p>2</b>3</p>") == "<b>1</b><p><b>2</b>3</p>");                    // 13.2.10.2, across a block
  CHECK(body_of("<table><b>1<tr><td>2</table>") ==
        "<b>1</b><table><tbody><tr><td>2</td></tr></tbody></table>");  // 13.2.10.3
  CHECK(body_of("<ul><li>1<li>2</ul>") == "<ul><li>1</li><li>2</li></ul>");
  CHECK(body_of("<x-Card><Y></y></x-cARD>") == "<x-card><y></y></x-card>");
  CHECK(body_of("a</>b<x-y>c</x-y>") == "ab<x-y>c</x-y>");
  CHECK(body_of("</><x-y a=b>c") == "<x-y a=\"b\">c</x-y>");
}

TEST_CASE("attributes are decoded, named in lower case, and the first of a name counts (13.2.5.33)") {
  const TestPage page("<p ID=a DATA-x='5 &lt; 6' title=\"&amp;\" id=b disabled>");
  const NodeId p = page.document.find("p");
  REQUIRE(page.document.attributes(p).size() == 4);
  CHECK(page.document.attribute(p, "id") == "a");
  CHECK(page.document.attribute(p, "data-x") == "5 < 6");
  CHECK(page.document.attribute(p, "title") == "&");
  CHECK(page.document.attribute(p, "disabled") == "");
}

TEST_CASE("names of svg are in lower case, with their prefix") {
  const TestPage page("<svg viewBox='0 0 1 1'><linearGradient xlink:href='#a'/></svg>");
  CHECK(page.document.attribute(page.document.find("svg"), "viewbox").has_value());
  const NodeId gradient = page.document.find("lineargradient");
  REQUIRE(gradient != kNoNode);
  CHECK(page.document.attribute(gradient, "xlink:href") == "#a");
}

TEST_CASE("a doctype and comments are nodes") {
  const TestPage page("<!DOCTYPE html><!-- note --><p>x");
  CHECK(page.document.type(1) == NodeType::kDoctype);
  CHECK(page.document.text(1) == "html");
  CHECK(page.document.type(2) == NodeType::kComment);
  CHECK(page.document.text(2) == " note ");
}

TEST_CASE("the children of noscript and template are nodes") {
  const TestPage page("<body><noscript><p id=a></noscript><template><p id=b></template>");
  CHECK(page.document.name(page.document.parent(page.by_id("a"))) == "noscript");
  CHECK(page.document.name(page.document.parent(page.by_id("b"))) == "template");
}

TEST_CASE("an element that is opened again has the place of the first") {
  const TestPage page("<p><b id=x>1<p>2");
  const NodeId clone = page.document.find("b", page.document.next_sibling(page.document.find("p")));
  REQUIRE(clone != kNoNode);
  CHECK(page.document.source(clone) == base::Span{3, 11});
  CHECK((page.document.node(clone).flags & kClone) != 0);
  CHECK(page.document.attribute(clone, "id") == "x");
}

TEST_CASE("spans give the bytes of the page") {
  const std::string source = "\xEF\xBB\xBF<p class='a&amp;b' id=c>caf\u00E9 &lt;\r\n5</p><my-tag>";
  const TestPage page(source);
  const auto bytes = [&](base::Span span) { return source.substr(span.begin, span.size()); };
  const NodeId p = page.document.find("p");
  CHECK(bytes(page.document.source(p)) == "<p class='a&amp;b' id=c>");
  CHECK(bytes(page.document.attributes(p)[0].source) == "a&amp;b");
  CHECK(bytes(page.document.attributes(p)[1].source) == "c");
  CHECK(page.document.text(p + 1) == "caf\u00E9 <\n5");
  CHECK(bytes(page.document.source(p + 1)) == "caf\u00E9 &lt;\r\n5");
  CHECK(bytes(page.document.source(page.document.find("my-tag"))) == "<my-tag>");
  CHECK(page.document.source(page.document.find("html")) == base::Span{});
}

TEST_CASE("a byte order mark and NUL are no text") {
  const TestPage page(std::string("\xEF\xBB\xBF<p>a\0b", 10));
  CHECK(page.document.text(page.document.find("p") + 1) == "ab");
}

TEST_CASE("a page over the byte limit is cut between characters") {
  base::Limits limits;
  limits.page_bytes = 8;
  const TestPage page("<p>caf\u00E9\u00E9\u00E9", limits);
  CHECK(page.document.cut());
  CHECK(page.document.text(page.document.find("p") + 1) == "caf\u00E9");
}

TEST_CASE("a page over the node limit is cut") {
  base::Limits limits;
  limits.nodes = 100;
  const TestPage page(repeated("<p>x</p>", 1000), limits);
  CHECK(page.document.cut());
  CHECK(page.document.size() <= 101);
}

TEST_CASE("what is nested deeper than the limit keeps its text") {
  TestPage page(repeated("<div>", 2000) + "deep" + repeated("</div>", 2000) + "<p>after");
  CHECK(depth_of(page.document) <= 512);
  CHECK(page.document.cut());
  const NodeId after = page.document.find("p");
  REQUIRE(after != kNoNode);
  CHECK(page.document.name(page.document.parent(after)) == "body");
  CHECK(page.rendered(RenderAs::kPlain) == "deep\n\nafter");
}

TEST_CASE("an element over the attribute limit keeps the first ones") {
  const TestPage page("<div" + numbered(" a#=1", 2000) + ">x</div>y");
  const NodeId div = page.document.find("div");
  CHECK(page.document.attributes(div).size() == 512);
  CHECK(page.document.attribute(div, "a511") == "1");
  CHECK(page.document.text(div + 1) == "x");
  CHECK(page.document.cut());
}

TEST_CASE("hostile pages end soon, in bounded memory, and are not lost") {
  const std::pair<std::string, std::string> pages[] = {
      {"unclosed div", repeated("<div>", 20'000)},
      {"nested div", repeated("<div>", 100'000) + "x" + repeated("</div>", 100'000)},
      {"unclosed span", repeated("<span>", 1'000'000)},
      {"attributes", "<div" + numbered(" a#=1", 50'000) + ">x</div>"},
      {"one attribute", "<div title='" + std::string(10'000'000, 'x') + "'>y</div>"},
      {"nested formatting", numbered("<b x=#><a x=#><table><font x=#>", 20'000)},
      {"unclosed formatting", numbered("<p><b x=#>t", 100'000)},
      {"misnested", numbered("<b x=#><div></b>", 50'000)},
      {"cells", repeated("<table><tr><td>", 100'000)},
      {"unknown", repeated("<x><y></x>", 100'000)},
      {"svg", repeated("<svg><g>", 100'000)},
      {"comments", repeated("<!---->", 300'000)},
      {"stray ends", repeated("</p></b></x>", 100'000)},
      {"one text", std::string(4'000'000, 'x')},
  };
  for (const auto& [name, source] : pages) {
    CAPTURE(name);
    const TestPage page(source);
    CHECK(depth_of(page.document) <= 512);
    CHECK(page.document.size() >= 4);
    CHECK(page.arena.used() < std::size_t{64} << 20);
  }
}

TEST_CASE("an element whose parent ended before it keeps its place, and all subtrees are whole") {
  const TestPage page("<form><button></form>abc<b>d");
  CHECK(inner_html(page.document, page.document.body()) == "<form><button>abc<b>d</b></button></form>");
  for (NodeId id = 1; id < page.document.size(); ++id) {
    CHECK(page.document.node(id).end <= page.document.node(page.document.parent(id)).end);
  }
}

TEST_CASE("no bytes make the parser crash") {
  REQUIRE(rc::check([](const std::string& bytes) {
    const TestPage page(bytes);
    RC_ASSERT(page.document.size() >= 4);
  }));
}

TEST_CASE("every text of a page is found again at its span") {
  REQUIRE(rc::check([] {
    const std::string source = *tag_soup();
    const TestPage page(source);
    for (NodeId id = 0; id < page.document.size(); ++id) {
      const base::Span span = page.document.source(id);
      const std::string_view words = page.document.text(id);
      if (!page.document.is_text(id) || span.size() != words.size()) continue;
      RC_ASSERT(span.end <= source.size());
      const bool plain = source.find('&', span.begin) >= span.end;
      if (plain) RC_ASSERT(std::string_view(source).substr(span.begin, span.size()) == words);
    }
  }));
}

}  // namespace
}  // namespace thresh::html
