// What the selectors of rules match on a page at once, and each by itself.
#include "extract/page_matches.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "extract/pick.h"
#include "html/soup.h"

using namespace thresh;
using extract::PageMatches;
using tests::ExtractPage;

namespace {

const char* const kRules = R"(
html:
  all: {css: p, many: true}
  group: {inner: ".z, b @href"}
  list:
    each: li
    stated: i
    nested: {each: div, near: "+ p", own: ":scope @class", text: {any: [b, "xpath://b", "p b"]}}
)";

}  // namespace

TEST_CASE("The picks of rules are those of their fields, lists and groups, in order") {
  const auto rules = tests::extract_rules("custom", kRules);
  std::vector<std::string> sources;
  for (const rules::Pick* pick : extract::picks_of(rules.html->fields)) sources.push_back(pick->source);
  CHECK(sources == std::vector<std::string>{"p", ".z, b", "li", "i", "div", "+ p", ":scope", "b", "//b", "p b"});
}

TEST_CASE("Selectors that mean the same everywhere are matched at once, in each scope as by themselves") {
  const auto rules = tests::extract_rules("custom", kRules);
  REQUIRE(rc::check([&] {
    const auto page = ExtractPage::html(*html::tag_soup() + "<p><b class=z>x</b>");
    PageMatches matches(page.document(), extract::picks_of(rules.html->fields));
    for (const rules::Pick* pick : extract::picks_of(rules.html->fields)) {
      html::Budget budget{1'000'000};
      const auto* found = matches.find(*pick, budget);
      const bool css = pick->from == rules::Pick::From::kCss;
      RC_ASSERT((found != nullptr) == (css && !pick->css.asks_scope()));
      for (html::NodeId scope = 0; found != nullptr && scope < page.document().size(); ++scope) {
        const auto part = extract::inside(*found, page.document(), scope);
        const std::vector<html::NodeId> in_scope(part.begin(), part.end());
        RC_ASSERT(in_scope == pick->css.select(page.document(), scope, budget));
      }
    }
  }));
}

TEST_CASE("A picker that knows its picks beforehand finds what one finds that does not") {
  const auto rules = tests::extract_rules("custom", kRules);
  const auto picks = extract::picks_of(rules.html->fields);
  REQUIRE(rc::check([&] {
    const auto page = ExtractPage::html("<p class=z href=q>" + *html::tag_soup() + "<p><b class=z href=r>x</b>");
    std::vector<base::Finding> findings;
    extract::Picker knows(page.view(), findings, picks), asks(page.view(), findings);
    for (html::NodeId scope = 0; scope < page.document().size(); ++scope) {
      if (scope != 0 && !page.document().is_element(scope)) continue;
      for (const rules::Pick* pick : picks) {
        const extract::Scope place{.node = scope, .next_item = html::kNoNode};
        RC_ASSERT(knows.nodes(*pick, place) == asks.nodes(*pick, place));
        RC_ASSERT(tests::found_words(knows.values(*pick, record::Type::kText, place).values) ==
                  tests::found_words(asks.values(*pick, record::Type::kText, place).values));
      }
    }
  }));
}

TEST_CASE("Where the walk takes more than its share of the steps, each selector is looked for by itself") {
  std::string source;
  for (int i = 0; i < 100; ++i) source += "<p><b class=z>x</b></p>";
  const auto page = ExtractPage::html(source);
  const auto rules = tests::extract_rules("custom", kRules);
  const auto picks = extract::picks_of(rules.html->fields);
  html::Budget small{1'000}, large{100'000};
  CHECK(PageMatches(page.document(), picks).find(*picks.front(), small) == nullptr);
  CHECK(small.steps == 750);
  const std::uint64_t before = large.steps;
  PageMatches matches(page.document(), picks);
  REQUIRE(matches.find(*picks.front(), large) != nullptr);
  CHECK(matches.find(*picks.front(), large)->size() == 100);
  CHECK(large.steps < before - 300);
  CHECK(large.steps > before - 3'000);
}

TEST_CASE("What nobody asks for costs nothing") {
  const auto page = ExtractPage::html("<p>");
  html::Budget budget{10};
  const auto rules = tests::extract_rules("custom", "html: {a: 'xpath://p'}\n");
  PageMatches matches(page.document(), extract::picks_of(rules.html->fields));
  CHECK(matches.find(rules.html->fields[0].any[0], budget) == nullptr);
  CHECK(budget.steps == 10);
}
