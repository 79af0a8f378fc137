// Tests of html/gumbo/parse_gumbo.h: Gumbo, and what guards it.
#include "html/gumbo/parse_gumbo.h"

#include <catch2/catch.hpp>

#include "page_support.h"

namespace thresh::html {
namespace {

struct GumboPage : TestPage {
  explicit GumboPage(std::string page, const base::Limits& limits = {})
      : TestPage(std::move(page), limits, {.engine = Engine::kGumbo}) {}
};

TEST_CASE("an element that the parser clones has no span of its own") {
  const GumboPage page("<p><b id=x>1<p>2");
  const NodeId clone = page.document.find("b", page.document.next_sibling(page.document.find("p")));
  REQUIRE(clone != kNoNode);
  CHECK(page.document.source(clone) == base::Span{});
}

TEST_CASE("spans of a page that was edited before parsing still point into the page") {
  const std::string source = repeated("<div>", 600) + "<p>words</p>" + repeated("</div>", 600) + "<p>end</p>";
  const GumboPage page(source);
  CHECK(page.document.cut());
  std::string seen;
  for (const Node& node : page.document.nodes()) {
    if (node.type == NodeType::kText) seen += source.substr(node.source.begin, node.source.size()) + ";";
  }
  CHECK(seen == "words;end;");
}

TEST_CASE("a page that spends the parser's memory keeps its beginning or its text") {
  base::Limits limits;
  limits.arena_bytes = 400'000;
  const GumboPage beginning(repeated("<p>word</p>", 5000), limits);
  CHECK(beginning.document.cut());
  CHECK(beginning.document.find("p") != kNoNode);
  limits.arena_bytes = 2'000'000;
  GumboPage text(numbered("<p><b x=#>word<style>no</style>", 2000), limits);
  CHECK(text.document.cut());
  CHECK(text.document.find("p") == kNoNode);
  CHECK(text.rendered(RenderAs::kPlain).starts_with("word word"));
  CHECK_FALSE(text.rendered(RenderAs::kPlain).contains("no"));
  limits.arena_bytes = 1;
  GumboPage raw("<p>word</p>", limits);
  CHECK(raw.document.cut());
  CHECK(raw.rendered(RenderAs::kPlain).contains("word"));
}

TEST_CASE("tag soup that trips an assertion of Gumbo is read all the same") {
  const GumboPage page("<table><math><select><mi><select><tr><td>Words that stay.");
  CHECK(page.document.cut());
  std::string words;
  for (NodeId id = 0; id < page.document.size(); ++id) words += page.document.text(id);
  CHECK(words.find("Words that stay.") != std::string::npos);
}

}  // namespace
}  // namespace thresh::html
