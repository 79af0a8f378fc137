// Tests of html/selector_set.h: all selectors in one walk find what each finds alone.
#include "html/selector_set.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "html/selectors/word_table.h"
#include "page_support.h"
#include "soup.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kSteps = 10'000'000;

std::vector<Selector> compiled(const std::vector<std::string>& sources) {
  std::vector<Selector> selectors;
  for (const std::string& source : sources) selectors.push_back(*Selector::compile(source));
  return selectors;
}

SelectorSet set_of(const std::vector<Selector>& selectors) {
  std::vector<const Selector*> pointers;
  for (const Selector& one : selectors) pointers.push_back(&one);
  return SelectorSet(pointers);
}

const std::vector<std::string> kSources = {"p",
                                           ".z",
                                           "#a",
                                           "[href]",
                                           "*",
                                           "svg *",
                                           "foreignObject",
                                           "p b",
                                           "li, b, b",
                                           "ul > li",
                                           ":root",
                                           "p + p",
                                           "div ~ p",
                                           ":not(p)",
                                           "p:has(b)",
                                           ":empty",
                                           "[*|href]",
                                           "li:nth-child(2)",
                                           ":is(p, .z)",
                                           "b:is(i b)",
                                           "> html",
                                           "+ p",
                                           ":scope > *",
                                           "x-y.z",
                                           ":is(a[href], :is(#a, i))",
                                           ":is()",
                                           "nothing",
                                           ":has(> td)",
                                           "[class~=z]"};

TEST_CASE("a set finds for each selector what it finds alone, on any page") {
  const std::vector<Selector> selectors = compiled(kSources);
  const SelectorSet set = set_of(selectors);
  REQUIRE(rc::check([&] {
    const TestPage page(*tag_soup());
    Budget budget{kSteps};
    const auto found = set.run(page.document, budget);
    RC_ASSERT(found.size() == selectors.size());
    for (std::size_t i = 0; i < selectors.size(); ++i) {
      RC_ASSERT(found[i] == selectors[i].select(page.document, 0, budget));
    }
  }));
}

TEST_CASE("in a scope a set finds what absolute selectors find in it") {
  const std::vector<Selector> selectors = compiled({"b", "p b", ".x > b", ":nth-child(2)", ":has(+ b)"});
  const TestPage page("<p class=x id=p><b></b><b><b></b></b><i></i></p><p><b></b></p>");
  const NodeId scope = page.by_id("p");
  Budget budget{kSteps};
  const auto found = set_of(selectors).run(page.document, budget, scope);
  for (std::size_t i = 0; i < selectors.size(); ++i) {
    CAPTURE(selectors[i].source());
    CHECK(found[i] == selectors[i].select(page.document, scope, budget));
  }
}

TEST_CASE("an element that has several of the things that a selector is filed under is found once") {
  const std::vector<Selector> selectors = compiled({".a, .b, #c, [d], p", ":is(.a, #c)"});
  const TestPage page("<p class='a a b a' id=c d></p>");
  Budget budget{kSteps};
  for (const auto& found : set_of(selectors).run(page.document, budget)) CHECK(found.size() == 1);
}

TEST_CASE("selectors for what the page does not have cost nothing an element") {
  std::vector<std::string> sources;
  for (int i = 0; i < 1'000; ++i) {
    const std::string n = std::to_string(i);
    sources.insert(sources.end(), {".c" + n, "#i" + n, "e" + n, "[a" + n + "]", "e" + n + " p", "p[a" + n + "]"});
  }
  std::string source;
  for (int i = 0; i < 1'000; ++i) source += "<p class='x y' id=z>";
  const TestPage page(source);
  Budget budget{kSteps};
  for (const auto& found : set_of(compiled(sources)).run(page.document, budget)) CHECK(found.empty());
  CHECK(kSteps - budget.steps < 5'000);
}

TEST_CASE("a set of nothing, and selectors that were not compiled, find nothing") {
  const TestPage page("<p>");
  Budget budget{kSteps};
  CHECK(set_of({}).run(page.document, budget).empty());
  CHECK(set_of({Selector(), Selector()}).run(page.document, budget) == std::vector<std::vector<NodeId>>(2));
}

TEST_CASE("a set outlives the list that it was made from, not the selectors") {
  const Selector p = *Selector::compile("p");
  const SelectorSet set = [&] {
    const std::vector<const Selector*> pointers = {&p, &p};
    return SelectorSet(pointers);
  }();
  const TestPage page("<p><p>");
  Budget budget{kSteps};
  const auto found = set.run(page.document, budget);
  CHECK(found[0].size() == 2);
  CHECK(found[0] == found[1]);
}

TEST_CASE("words are told from others of the same size and ends") {
  WordTable words;
  words.add("author", 1);
  words.add("author", 2);
  words.add("x", 3);
  REQUIRE(words.find("author") != nullptr);
  CHECK(words.find("author")->rules == std::vector<std::uint32_t>{1, 2});
  CHECK(words.find("answer") == nullptr);
  CHECK(words.find("axxxxr") == nullptr);
  CHECK(words.find("x") != nullptr);
  CHECK(words.find("y") == nullptr);
  const std::uint32_t number = words.number("y");
  CHECK(number == 2);
  CHECK(words.number("y") == number);
  REQUIRE(words.find("y") != nullptr);
  CHECK(words.find("y")->rules.empty());
}

TEST_CASE("a rule whose other words the page does not have finds nothing, one whose words it has does") {
  const Selector there = *Selector::compile("#a .b .c"), not_there = *Selector::compile("#a .x .c");
  const TestPage page("<div id=a><div class=b><p class=c></p></div></div><p class='c x'>");
  Budget budget{kSteps};
  const auto found = set_of({there, not_there}).run(page.document, budget);
  CHECK(found[0].size() == 1);
  CHECK(found[1].empty());
}

}  // namespace
}  // namespace thresh::html
