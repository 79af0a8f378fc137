// Tests of html/gumbo/nesting_guard.h, html/open_elements.h and html/tag_scanner.h.
//
// The guard promises that what it lets through never nests much deeper than the limit. Pages that break such a promise
// repeat a short pattern, so the property test makes patterns of random tags and looks at the tree that the parser
// makes of them with the guard's limit set low.
#include "html/gumbo/nesting_guard.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "html/gumbo/outline_stack.h"
#include "html/tag_scanner.h"
#include "page_support.h"

namespace thresh::html {
namespace {

std::string tags_of(std::string_view page) {
  TagScanner scanner(page);
  ScannedTag tag;
  std::string found;
  while (scanner.next(tag, 100, false)) {
    if (!found.empty()) found += ' ';
    found += page.substr(tag.begin, tag.end - tag.begin);
    if (!tag.is_end && (tag.name == "script" || tag.name == "title")) scanner.skip_raw_text(tag.name);
  }
  return found;
}

TEST_CASE("the scanner finds the tags of a page, and only those") {
  CHECK(tags_of("a <b> c </b> < d <3 </ e>") == "<b> </b>");
  CHECK(tags_of("<a href='>' title=\">\" x=y/z>") == "<a href='>' title=\">\" x=y/z>");
  CHECK(tags_of("<a b = '<c>' d>e") == "<a b = '<c>' d>");
  CHECK(tags_of("<!-- <a> --><b><!--><c><!---><d><!-- --!><e>") == "<b> <c> <d> <e>");
  CHECK(tags_of("<!DOCTYPE html><?xml ?><p></><i>") == "<p> <i>");
  CHECK(tags_of("<a <b>") == "<a <b>");
  CHECK(tags_of("<a href='") == "");
  CHECK(tags_of("<a") == "");
}

TEST_CASE("raw text hides tags up to its own end tag (HTML standard, sections 13.2.5.1 to 31)") {
  CHECK(tags_of("<title><b></titles></TITLE ><i>") == "<title> </TITLE > <i>");
  CHECK(tags_of("<script>'<b>'</script><i>") == "<script> </script> <i>");
  CHECK(tags_of("<script><!-- <script> </script> <b> --></script><i>") == "<script> </script> <i>");
  CHECK(tags_of("<script><!-- </script><i>") == "<script> </script> <i>");
  CHECK(tags_of("<script><!--><script></script><i>") == "<script> </script> <i>");
  CHECK(tags_of("<script>never closed <b>") == "<script>");
}

TEST_CASE("an ordinary page is neither copied nor cut") {
  const std::string page =
      "<html><body>" + repeated("<p>One <b>two<p>three<ul><li>x<li>y</ul><td><table><tr><td>z</table>", 300);
  const GuardedPage guarded = guard_nesting(page, {});
  CHECK_FALSE(guarded.cut());
  CHECK(guarded.text().data() == page.data());
}

TEST_CASE("tags over the limit go, with their end tags, and offsets lead back to the page") {
  base::Limits limits;
  limits.depth = 2;
  const std::string page = "<div><div><div>a</div></div></div><p>b<";
  const GuardedPage guarded = guard_nesting(page, limits);
  CHECK(guarded.text() == "<div><div>a</div></div><p>b<");
  CHECK(guarded.cut());
  for (std::size_t offset = 0; offset < guarded.text().size(); ++offset) {
    CHECK(page[guarded.original(offset)] == guarded.text()[offset]);
  }
}

TEST_CASE("a tag that is left out does not make a new one of its neighbours") {
  base::Limits limits;
  limits.depth = 1;
  CHECK(guard_nesting("<div><<div>div>", limits).text() == "<div>< div>");
}

TEST_CASE("stripping leaves the text, blocks parted by line ends") {
  const std::string page = "<p>One <b>two</b></p><script>x</script><p>three";
  CHECK(strip_tags(page).text() == "\nOne two\nthree");
}

rc::Gen<std::string> tag_pattern() {
  static const std::vector<std::string> kTags = {"<div>",
                                                 "</div>",
                                                 "<p>",
                                                 "</p>",
                                                 "<b x=#>",
                                                 "<b>",
                                                 "</b>",
                                                 "<a x=#>",
                                                 "</a>",
                                                 "<nobr x=#>",
                                                 "</nobr>",
                                                 "<table>",
                                                 "</table>",
                                                 "<tr>",
                                                 "<td>",
                                                 "</td>",
                                                 "<tbody>",
                                                 "<caption>",
                                                 "</caption>",
                                                 "<colgroup>",
                                                 "<col>",
                                                 "<select>",
                                                 "</select>",
                                                 "<option>",
                                                 "<optgroup>",
                                                 "<svg>",
                                                 "</svg>",
                                                 "<math>",
                                                 "</math>",
                                                 "<mi>",
                                                 "<foreignObject>",
                                                 "<desc>",
                                                 "<title>",
                                                 "</title>",
                                                 "<style>",
                                                 "</style>",
                                                 "<script>",
                                                 "</script>",
                                                 "<textarea>",
                                                 "</textarea>",
                                                 "<template>",
                                                 "</template>",
                                                 "<form>",
                                                 "</form>",
                                                 "<button>",
                                                 "</button>",
                                                 "<li>",
                                                 "<ul>",
                                                 "</ul>",
                                                 "<dd>",
                                                 "<h1>",
                                                 "</h2>",
                                                 "<x>",
                                                 "</x>",
                                                 "<y>",
                                                 "<y/>",
                                                 "<g/>",
                                                 "<span>",
                                                 "</span>",
                                                 "<object>",
                                                 "</object>",
                                                 "<ruby>",
                                                 "<rt>",
                                                 "<rp>",
                                                 "<frameset>",
                                                 "<noscript>",
                                                 "<iframe>",
                                                 "<br>",
                                                 "<hr>",
                                                 "text",
                                                 " ",
                                                 "<!--",
                                                 "-->",
                                                 "<![CDATA[",
                                                 "]]>",
                                                 "<input>",
                                                 "</body>",
                                                 "<html>",
                                                 "<head>",
                                                 "<annotation-xml>",
                                                 "<annotation-xml encoding=text/html>",
                                                 "<isindex>",
                                                 "<marquee>",
                                                 "<font color=#>",
                                                 "<div/>",
                                                 "</>",
                                                 "<pre>",
                                                 "<main>",
                                                 "<dialog>"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kTags)),
                      [](std::vector<std::string> tags) {
                        if (tags.size() > 9) tags.resize(9);
                        std::string pattern;
                        for (const std::string& tag : tags) pattern += tag;
                        return pattern;
                      });
}

std::string with_numbers(std::string_view pattern, std::size_t count) {
  std::string page;
  for (std::size_t i = 0; i < count; ++i) {
    for (const char c : pattern) page += c == '#' ? std::to_string(i) : std::string(1, c);
  }
  return page;
}

TEST_CASE("a form in a template that its end tag does not close counts as open") {
  std::string page;
  for (int i = 0; i < 2000; ++i) page += "<form><x><template></form>";
  base::Limits limits;
  limits.depth = 20;
  const GuardedPage guarded = guard_nesting(page, limits);
  const TestPage parsed{std::string(guarded.text())};
  std::vector<std::size_t> depths(parsed.document.size());
  for (NodeId id = 1; id < parsed.document.size(); ++id) {
    depths[id] = depths[parsed.document.parent(id)] + 1;
    CHECK(depths[id] < 30);
  }
}

// Each cell leaves sixty entries in the list of formatting elements, in front of its marker.
std::string cells_with_formatting(std::size_t count) {
  std::string page;
  for (std::size_t i = 0; i < count; ++i) page += "<p>" + with_numbers("<b x=#>", 60) + "</p><table><td>";
  return page;
}

TEST_CASE("a page that makes the parser look through long lists again and again is cut") {
  const std::string page = cells_with_formatting(100) + repeated("<b></b>", 200'000);
  const GuardedPage guarded = guard_nesting(page, {});
  CHECK(guarded.cut());
  CHECK(guarded.text().size() < page.size());
  CHECK_FALSE(guard_nesting(repeated("<b></b>", 200'000), {}).cut());
  CHECK_FALSE(guard_nesting(cells_with_formatting(100) + repeated("<b></b>", 1'000), {}).cut());
}

std::uint64_t steps_of(std::string_view page) {
  OutlineStack open(512, 64);
  TagScanner scanner(page);
  ScannedTag tag;
  while (scanner.next(tag, 512, open.in_foreign())) {
    if (tag.is_end) {
      open.end(tag);
    } else {
      (void)open.start(tag, page.substr(tag.begin, tag.end - tag.begin));
    }
  }
  return open.steps();
}

TEST_CASE("an element that is closed is looked for no further than its entry") {
  const std::string cells = cells_with_formatting(100);
  const std::string inside = cells + "<object>";
  const std::uint64_t before = steps_of(inside);
  // The parser's own search is an eighth of a step an entry; a walk through the six thousand entries would be ten times
  // as much.
  CHECK(steps_of(inside + repeated("<b></b>", 100)) - before < 100 * 1'000);
}

std::size_t deepest(const std::string& pattern, std::size_t times) {
  base::Limits low, high;
  low.depth = 20;
  high.depth = 2000;
  const std::string page = with_numbers(pattern, times);
  const GuardedPage guarded = guard_nesting(page, low);
  const TestPage parsed{std::string(guarded.text()), high, {.engine = Engine::kGumbo}};
  std::vector<std::size_t> depths(parsed.document.size());
  std::size_t most = 0;
  for (NodeId id = 1; id < parsed.document.size(); ++id) {
    depths[id] = depths[parsed.document.parent(id)] + 1;
    most = std::max(most, depths[id]);
  }
  return most;
}

TEST_CASE("an end tag that takes a formatting element out from under a block closes what stands above the block") {
  CHECK(deepest("<math></b><object><b><button>", 1600) < 200);
}

TEST_CASE("no pattern of tags nests much deeper than the limit") {
  REQUIRE(rc::check([] {
    const std::string pattern = *tag_pattern();
    base::Limits low;
    low.depth = 20;
    const std::string page = with_numbers(pattern, 400);
    const GuardedPage guarded = guard_nesting(page, low);
    // Parsed with a limit that it must not reach: 20 open elements, 64 formatting ones, and twice that for the few
    // constructs that the guard counts as one where they are two.
    base::Limits high;
    high.depth = 200;
    const TestPage parsed{std::string(guarded.text()), high, {.engine = Engine::kGumbo}};
    RC_ASSERT(!parsed.document.cut() || guard_nesting(guarded.text(), high).cut());
    std::vector<std::size_t> depths(parsed.document.size());
    for (NodeId id = 1; id < parsed.document.size(); ++id) {
      depths[id] = depths[parsed.document.parent(id)] + 1;
      RC_ASSERT(depths[id] < high.depth);
    }
  }));
}

}  // namespace
}  // namespace thresh::html
