// Selectors that could be meant by an element.
#include "induction/candidates.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "html/selector.h"
#include "html/soup.h"

using namespace thresh;
using induction::Candidate;

namespace {

std::vector<std::string> texts_of(const std::vector<Candidate>& candidates) {
  std::vector<std::string> out;
  for (const Candidate& one : candidates) out.push_back(one.css);
  return out;
}

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

}  // namespace

TEST_CASE("identifiers are escaped as CSS asks for") {
  CHECK(induction::css_identifier("post") == "post");
  CHECK(induction::css_identifier("md:flex") == "md\\:flex");
  CHECK(induction::css_identifier("1st") == "\\31 st");
  CHECK(induction::css_identifier("-2x") == "-\\32 x");
  CHECK(induction::css_identifier("-") == "\\-");
  CHECK(induction::css_identifier("größe") == "größe");
  CHECK(induction::css_identifier("a.b") == "a\\.b");
}

TEST_CASE("what a build or a database made up is told from names") {
  for (const char* name : {"post", "col-6", "h1", "js-vote-count", "comment__body", "s-prose"}) {
    INFO(name);
    CHECK_FALSE(induction::looks_made_up(name));
  }
  for (const char* name : {"post-48213", "css-1x2ab9", "sc-bdVaJa", "u4711", "elt5f2", "a1b2c3d4"}) {
    INFO(name);
    CHECK(induction::looks_made_up(name));
  }
}

TEST_CASE("what says what an element is for goes before classes, and those before names and places") {
  const auto page = tests::open_page(
      "p.html",
      "<div class='post p-10422'><div class=meta><span>x</span><b itemprop=author class=who>Ana</b></div></div>");
  const html::Document& document = *page->document();
  const std::vector<Candidate> found = induction::candidates(document, document.find("b"), 0);
  const std::vector<std::string> texts = texts_of(found);
  CHECK(texts.front() == "[itemprop~=\"author\"]");
  CHECK(has(texts, ".who"));
  CHECK(has(texts, ".meta > b"));
  CHECK(has(texts, ".meta > b:nth-of-type(1)"));
  CHECK(has(texts, "b:last-child"));
  CHECK(std::ranges::is_sorted(found, {}, &Candidate::cost));
  const auto place = [&](std::string_view css) { return std::ranges::find(texts, css) - texts.begin(); };
  CHECK(place(".who") < place("b"));
  CHECK(place("b") < place(".meta > b:nth-of-type(1)"));
}

TEST_CASE("in an item no ids are asked for, and the item is :scope") {
  const auto page = tests::open_page("p.html", "<div id=item><p id=first>x</p><p>y</p></div>");
  const html::Document& document = *page->document();
  const html::NodeId item = document.find("div"), first = document.find("p");
  CHECK(texts_of(induction::candidates(document, item, item)) == std::vector<std::string>{":scope"});
  const auto texts = texts_of(induction::candidates(document, first, item));
  CHECK(std::ranges::none_of(texts, [](const std::string& css) { return css.find('#') != std::string::npos; }));
  CHECK(has(texts, ":scope > p"));
  CHECK(has(texts_of(induction::candidates(document, first, 0)), "#first"));
}

TEST_CASE("each candidate finds its element") {
  rc::check("on any page", [] {
    const std::string soup = "<html>x" + *html::tag_soup();
    const auto page = tests::open_page("p.html", soup);
    const html::Document& document = *page->document();
    for (html::NodeId id = 0; id < std::min<html::NodeId>(document.size(), 60); ++id) {
      if (!document.is_element(id)) continue;
      for (const Candidate& one : induction::candidates(document, id, 0)) {
        const auto selector = html::Selector::compile(one.css);
        if (!selector) RC_FAIL(one.css + " does not compile");
        html::Budget budget{10'000'000};
        const auto found = selector->select(document, 0, budget);
        if (!std::ranges::binary_search(found, id)) RC_FAIL(one.css + " does not find its element");
      }
    }
  });
}
