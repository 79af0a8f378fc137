// Tests of html/selector.h. Cases stand in selectors.tsv and selector_errors.tsv.
#include "html/selector.h"

#include <catch2/catch.hpp>

#include "page_support.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kSteps = 10'000'000;

std::string ids_of(const TestPage& page, const std::vector<NodeId>& found) {
  std::string ids;
  for (const NodeId node : found) {
    if (!ids.empty()) ids += ' ';
    ids += page.document.attribute(node, "id").value_or("?");
  }
  return ids;
}

std::string select(const TestPage& page, std::string_view source, NodeId scope = 0) {
  const auto selector = Selector::compile(source);
  REQUIRE(selector.has_value());
  Budget budget{kSteps};
  return ids_of(page, selector->select(page.document, scope, budget));
}

TEST_CASE("each selector finds the elements that its case names") {
  for (const TestCase& one : read_cases("selectors.tsv", 3)) {
    const TestPage page(one.cells[0]);
    CAPTURE(one.line, one.cells[0], one.cells[1]);
    const auto selector = Selector::compile(one.cells[1]);
    if (!selector) FAIL("not read: " << selector.error().message);
    Budget budget{kSteps};
    const std::vector<NodeId> found = selector->select(page.document, 0, budget);
    CHECK(ids_of(page, found) == one.cells[2]);
    CHECK(selector->select_first(page.document, 0, budget) == (found.empty() ? kNoNode : found.front()));
    for (const NodeId node : found) CHECK(selector->matches(page.document, node, 0, budget));
  }
}

TEST_CASE("a selector that cannot be read names the place and the likely fix") {
  for (const TestCase& one : read_cases("selector_errors.tsv", 4)) {
    CAPTURE(one.line, one.cells[0]);
    const auto selector = Selector::compile(one.cells[0]);
    REQUIRE_FALSE(selector.has_value());
    CAPTURE(selector.error().message, selector.error().hint);
    CHECK(selector.error().offset == std::stoul(one.cells[1]));
    CHECK(selector.error().message.contains(one.cells[2]));
    CHECK(selector.error().hint.contains(one.cells[3]));
  }
}

TEST_CASE("a selector is matched strictly inside its scope, with ancestors outside") {
  const TestPage page("<div class=x id=a><p id=b><i id=c></i></p></div><p id=d><i id=e></i></p>");
  CHECK(select(page, "i", page.by_id("b")) == "c");
  CHECK(select(page, "p", page.by_id("b")) == "");
  CHECK(select(page, ".x i", page.by_id("b")) == "c");
  CHECK(select(page, ":scope > i", page.by_id("d")) == "e");
}

TEST_CASE("a selector that starts with a combinator is anchored at its scope and reaches its siblings") {
  const TestPage page(
      "<div><p id=a><i id=b><i id=c></i></i></p><p id=d class=by><i id=e></i></p><p id=f class=by></p></div><p id=g>");
  const NodeId scope = page.by_id("a");
  CHECK(select(page, "> i", scope) == "b");
  CHECK(select(page, "+ .by", scope) == "d");
  CHECK(select(page, "+ p i", scope) == "e");
  CHECK(select(page, "~ .by", scope) == "d f");
  CHECK(select(page, "i, + .by", scope) == "b c d");
  CHECK(select(page, "+ p", page.by_id("f")) == "");
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

TEST_CASE("'+' and '~' in one list each reach as far as they do alone") {
  const TestPage page("<div><p id=a></p>text<p id=b><i id=c></i></p><p id=d><i id=e></i></p></div>");
  CHECK(select(page, "+ p i, ~ p", page.by_id("a")) == "b c d");
  CHECK(select(page, "+ p, + p i", page.by_id("d")) == "");
  CHECK(select(page, "+ p", 0) == "");
}

TEST_CASE("a selector nested deeper than 16 levels is refused") {
  std::string source = "p";
  for (int i = 0; i < 17; ++i) source = ":not(" + source + ")";
  CHECK_FALSE(Selector::compile(source).has_value());
}

TEST_CASE("a selector of a thousand parts is refused, not run") {
  std::string source = "p";
  for (int i = 0; i < 1000; ++i) source += " p";
  CHECK_FALSE(Selector::compile(source).has_value());
}

TEST_CASE("no source makes the compiler crash") {
  const std::string_view pieces[] = {"p",         ".",  "#",  "[", "]", "(", ")",  ":", "not",
                                     "nth-child", "\\", "\"", " ", ",", ">", "2n", "é", "="};
  std::uint32_t random = 7;
  for (int round = 0; round < 20'000; ++round) {
    std::string source;
    for (int i = 0; i < 6; ++i) source += pieces[(random = random * 1664525 + 1013904223) / 65536 % std::size(pieces)];
    const auto selector = Selector::compile(source);
    if (!selector) CHECK(selector.error().offset <= source.size());
  }
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

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
  for (const std::string_view source :
       {"li", "ul li b", "li + li", "i ~ li", "li ~ i", "li:nth-child(odd)", "li:nth-last-child(2)", "b:only-of-type",
        "div ul li b", "li:has(b)", "li:nth-of-type(3n+1) b", "li:contains(\"y\")", ":not(li) > b"}) {
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

TEST_CASE("a selector that was not compiled matches nothing") {
  const TestPage page("<p>");
  Budget budget{kSteps};
  CHECK(Selector().select(page.document, 0, budget).empty());
}

}  // namespace
}  // namespace thresh::html
