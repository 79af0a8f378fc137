// Tests of what selectors may cost (html/selectors/matcher.h): work that grows with the page and not with its square,
// or stops where the budget is spent.
#include <catch2/catch.hpp>

#include "html/selector.h"
#include "html/selector_set.h"
#include "page_support.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kSteps = 10'000'000;

std::uint64_t steps_of(std::string_view source, const TestPage& page) {
  const auto selector = Selector::compile(source);
  REQUIRE(selector.has_value());
  Budget budget{UINT64_MAX};
  (void)selector->select(page.document, 0, budget);
  return UINT64_MAX - budget.steps;
}

TEST_CASE("the work of a selector grows with the page, not with its square") {
  const auto list = [](std::size_t count) { return "<ul>" + repeated("<li><b>x</b></li>", count) + "</ul>"; };
  const TestPage small(list(2'000));
  const TestPage large(list(4'000));
  for (const std::string_view source : {"li",
                                        "ul li b",
                                        "li + li",
                                        "i ~ li",
                                        "li ~ i",
                                        "li:nth-child(odd)",
                                        "li:nth-last-child(2)",
                                        "b:only-of-type",
                                        "div ul li b",
                                        "li:has(b)",
                                        "li:nth-of-type(3n+1) b",
                                        "li:contains(\"y\")",
                                        ":not(li) > b",
                                        "li:has(~ i)",
                                        "li:has(> i)",
                                        "li:nth-child(2n of :has(b))",
                                        "ul:has(i) b",
                                        "ul:contains('y') b",
                                        "li:nth-last-child(2 of .x)",
                                        "* * * *",
                                        ":lang(en)",
                                        ":dir(rtl)",
                                        ":has(:has(i))",
                                        "ul:has(li:nth-child(odd) i) b",
                                        ":empty ~ li"}) {
    CAPTURE(source);
    CHECK(static_cast<double>(steps_of(source, large)) < 2.3 * static_cast<double>(steps_of(source, small)));
  }
}

TEST_CASE("chains of descendant combinators do not multiply on a deep page") {
  const TestPage page(repeated("<div>", 400) + "<b></b>");
  CHECK(steps_of("a div div div div div div b", page) < 20'000);
}

TEST_CASE("a spent budget ends the search") {
  const TestPage page("<p></p><p></p><p></p><p></p>");
  Budget budget{3};
  const auto selector = Selector::compile("p");
  CHECK(selector->select(page.document, 0, budget).size() < 4);
  CHECK(budget.exhausted());
}

TEST_CASE("what starts with '+' looks at the next element only, however many stand behind it") {
  std::string source = "<ul><li id=first>";
  for (int i = 0; i < 5'000; ++i) source += "<!-- c --><li class=by><i></i>";
  const TestPage page(source);
  const auto steps_from_first = [&](std::string_view selector) {
    Budget budget{kSteps};
    (void)Selector::compile(selector)->select(page.document, page.by_id("first"), budget);
    return kSteps - budget.steps;
  };
  CHECK(steps_from_first("+ li") < 20);
  CHECK(steps_from_first("+ .by i") < 20);
  CHECK(steps_from_first("i, + li") < 20);
  CHECK(steps_from_first("~ li") > 5'000);
  CHECK(steps_from_first("+ i, ~ li") > 5'000);
}

TEST_CASE("elements that each have a name of their own are counted by type in one go") {
  const auto names = [](std::size_t count) {
    std::string page = "<div>";
    for (std::size_t i = 0; i < count; ++i) page += "<x" + std::to_string(i) + "></x" + std::to_string(i) + ">";
    return page;
  };
  const TestPage small(names(2'000)), large(names(4'000));
  for (const std::string_view source : {"div > :nth-of-type(2)", ":nth-last-of-type(2)", ":only-of-type"}) {
    CAPTURE(source);
    CHECK(static_cast<double>(steps_of(source, large)) < 2.3 * static_cast<double>(steps_of(source, small)));
  }
}

TEST_CASE("what holds or contains something is looked for once, however deep the page is") {
  const TestPage page(repeated("<div>", 400) + repeated("<b>x</b>", 4'000));
  for (const std::string_view source : {"div:has(i)", "div:has(i) b", "div:contains('y')", "div:contains('y') b",
                                        "div:not(:has(i)):has(b)", "div:dir(rtl) b", "* * * * * * * *"}) {
    CAPTURE(source);
    CHECK(steps_of(source, page) < 6'000'000);  // 1,600,000 pairs of a b and a div around it
  }
}

TEST_CASE("ten thousand selectors in one list cost an element no more than the few that could match") {
  std::string source = "b";
  for (int i = 0; i < 10'000; ++i) source += ", .c" + std::to_string(i) + ", #i" + std::to_string(i);
  const TestPage page("<ul>" + repeated("<li class='c1 c2 c3'><b>x</b>", 2'000) + "</ul>");
  CHECK(steps_of(source, page) < 100'000);
  Budget budget{kSteps};
  CHECK(Selector::compile(source)->select(page.document, 0, budget).size() == 4'000);
}

TEST_CASE("huge values and many classes are paid for by their size") {
  const TestPage page("<p class='" + repeated("a b ", 50'000) + "' title='" + std::string(1'000'000, 'x') + "'>");
  for (const std::string_view source : {".c", ".a.b.c", "[title*=y]", "[title~=x]", "[class~=c]", ".a:nth-child(7)"}) {
    CAPTURE(source);
    CHECK(steps_of(source, page) > 3'000);
    CHECK(steps_of(source, page) < 100'000);
  }
}

TEST_CASE("a huge tag is read once for all that stands in its element") {
  const std::string classes = repeated("a b ", 50'000);
  const TestPage page("<div class='" + classes + "' title='" + classes + "'>" + repeated("<b></b>", 2'000));
  for (const std::string_view source : {".c b", "[title~=c] b", ".a.c > b", "div:not(.c) b", "b:is(.c *)"}) {
    CAPTURE(source);
    CHECK(steps_of(source, page) < 100'000);
  }
}

TEST_CASE("a form is read once for all that stands in it") {
  const TestPage page("<form>" +
                      repeated("<input type=radio name=a><button></button><select><option></select>", 2'000));
  for (const std::string_view source : {":default", ":indeterminate", ":checked", ":disabled", ":read-write"}) {
    CAPTURE(source);
    CHECK(steps_of(source, page) < 500'000);
  }
}

TEST_CASE("matches cost steps, too, so that the budget of a page bounds the memory of all its selectors") {
  const TestPage page(repeated("<p>", 1'000));
  const std::vector<Selector> all(50, *Selector::compile("*"));
  std::vector<const Selector*> pointers;
  for (const Selector& one : all) pointers.push_back(&one);
  Budget budget{10'000};
  std::size_t count = 0;
  for (const auto& found : SelectorSet(pointers).run(page.document, budget)) count += found.size();
  CHECK(budget.exhausted());
  CHECK(count <= 2'500);
}

}  // namespace
}  // namespace thresh::html
