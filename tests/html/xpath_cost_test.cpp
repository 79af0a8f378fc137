// Tests of html/xpath_cost.h: which expressions take a multiple of a page, and which its square.
#include "html/xpath_cost.h"

#include <catch2/catch.hpp>

#include "html/xpath.h"
#include "page_support.h"

namespace thresh::html {
namespace {

double steps(const TestPage& page, std::string_view source, NodeId scope = 0) {
  const PageSizes sizes(page.document);
  return static_cast<double>(XPathCost(source).steps(sizes, sizes.subtree(page.document, scope)));
}

// A thread of so many posts, each as a page would have them.
std::string thread(std::size_t posts) {
  std::string out = "<main>";
  for (std::size_t i = 0; i < posts; ++i) {
    out += "<div class=post id=p" + std::to_string(i) + "><h2>One</h2><div><p>Some <b>words</b>.<p>More</div></div>";
  }
  return out;
}

TEST_CASE("what a site's selectors say takes a small multiple of the page") {
  const TestPage small(thread(1'000)), large(thread(2'000));
  for (const std::string_view source :
       {"//p", "//div[@class='post']", "//div[contains(@class, 'post')]//p", "/html/body/main/div/h2", "//h2/text()",
        "//div[.//b]", "//div[h2 = 'One']//p", "//p[contains(., 'words')]", "//div[.//h2[contains(., 'One')]]/@id",
        "//b/ancestor::div", "//p/..", "count(//p)", "//div[position() * 2 = 4]", "//*[self::h2 or self::h3]",
        "//a[starts-with(@href, '/u/')] | //h2", "string(//main//h1)", "//div[not(div)]", "(//p)[1]"}) {
    CAPTURE(source);
    CHECK(steps(large, source) < 2.3 * steps(small, source));
    CHECK(steps(large, source) < 20'000'000);
  }
}

TEST_CASE("what looks at all of the page from many places takes its square") {
  const TestPage small(thread(1'000)), large(thread(2'000));
  for (const std::string_view source :
       {"//p[not(preceding::h2)]", "//p[following::h2]", "//b[//h2]", "//p[. = //b]", "//p = //b",
        "//div[preceding-sibling::div]", "//div/following-sibling::div", "//h2/following::p", "//p[count(//p) > 2]",
        "(//p | //h2)[1]", "string(//p | //h2)", "//b[string(//main) = 'x']", "//p[/html/body//b]",
        "//p[@x = ../preceding::b/@y]", "//*[//*]"}) {
    CAPTURE(source);
    CHECK(steps(large, source) > 3.5 * steps(small, source));
  }
}

TEST_CASE("an expression in an item is paid for the item, unless it leaves it") {
  const TestPage page(thread(2'000));
  const NodeId item = page.by_id("p7");
  CHECK(steps(page, ".//p", item) < 500);
  CHECK(steps(page, "./h2/text()", item) < 10'000);
  CHECK(steps(page, "//p", item) > 10'000);
  CHECK(steps(page, "preceding::h2", item) > 10'000);
}

TEST_CASE("names that are operators and stars that multiply are no steps") {
  const TestPage page(thread(2'000));
  CHECK(steps(page, "2 * 3 div 4 mod 5", page.by_id("p7")) < 10);
  CHECK(steps(page, "'//p[preceding::p]'") < 10);
  CHECK(steps(page, "\"//p[preceding::p]\"") < 10);
  CHECK(steps(page, "div", page.by_id("p7")) > steps(page, "h2 div 2", page.by_id("p7")) / 4);
}

TEST_CASE("a text weighs more the longer it is") {
  const TestPage brief("<p>x</p>"), lengthy("<p>" + std::string(1'000'000, 'x') + "</p>");
  CHECK(steps(lengthy, "//*[contains(., 'y')]") > 100 * steps(brief, "//*[contains(., 'y')]"));
}

TEST_CASE("any source that compiles has a cost") {
  const std::string_view pieces[] = {"//",        "/",  "p",           "[",     "]",   "(",   ")", "*",
                                     "@",         "::", "..",          ".",     "'a'", "|",   "=", "text()",
                                     "contains(", ",",  "preceding::", " and ", "1",   "not("};
  const TestPage page("<p>x<b>y</b></p>");
  std::uint32_t random = 7;
  for (int round = 0; round < 20'000; ++round) {
    std::string source;
    for (int i = 0; i < 6; ++i) source += pieces[(random = random * 1664525 + 1013904223) / 65536 % std::size(pieces)];
    if (XPath::compile(source)) CHECK(steps(page, source) < 1e9);
  }
}

}  // namespace
}  // namespace thresh::html
