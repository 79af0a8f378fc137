// Tests of html/selector.h. Cases stand in selectors.tsv and selector_errors.tsv.
#include "html/selector.h"

#include <catch2/catch.hpp>

#include "html/selector_set.h"
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
    const Selector* alone = &*selector;
    CHECK(SelectorSet(std::span(&alone, 1)).run(page.document, budget).front() == found);
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

TEST_CASE("what :is() forgives is told to who asks") {
  const auto selector = Selector::compile("p:is(:frist-child, .x):not(:where(b, ))");
  REQUIRE(selector.has_value());
  REQUIRE(selector->ignored().size() == 2);
  CHECK(selector->ignored()[0].offset == 5);
  CHECK(selector->ignored()[0].hint == "did you mean :first-child?");
  CHECK(selector->ignored()[1].message == "a selector is missing before ')'");
  CHECK(Selector::compile(":is(p, .x)")->ignored().empty());
}

TEST_CASE("a selector asks for its scope where it names it or starts with a combinator") {
  for (const std::string_view source : {":scope", "p:not(:scope b)", "> p", "p, + b", ":has(:scope)"}) {
    CAPTURE(source);
    CHECK(Selector::compile(source)->asks_scope());
  }
  for (const std::string_view source : {"p", ":has(> p)", "p:not(:has(+ b))", ":root", ":disabled"}) {
    CAPTURE(source);
    CHECK_FALSE(Selector::compile(source)->asks_scope());
  }
}

TEST_CASE("the place of an error counts the bytes of the source, U+0000 among them") {
  using namespace std::string_literals;
  const auto broken = Selector::compile("a\0\0 ["s);
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().offset == 5);
  CHECK(Selector::compile("a\0b:is(:nope)"s)->ignored()[0].offset == 7);
}

TEST_CASE("a selector that was not compiled matches nothing") {
  const TestPage page("<p>");
  Budget budget{kSteps};
  CHECK(Selector().select(page.document, 0, budget).empty());
}

}  // namespace
}  // namespace thresh::html
