// Tests of html/render.h. Cases stand in rendered.tsv.
#include "html/render.h"

#include "html/element_style.h"
#include "html/serialize.h"
#include "html/visibility.h"

#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "page_support.h"
#include "soup.h"

namespace thresh::html {
namespace {

using text::Break;
using text::Run;

const Run* run_with(const text::Passage& passage, std::string_view words) {
  const auto found = std::ranges::find_if(passage.runs, [&](const Run& run) { return run.text.contains(words); });
  return found == passage.runs.end() ? nullptr : &*found;
}

std::string black(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out),
                       [](char c) { return std::string_view(" \n\t\r\f").find(c) == std::string_view::npos; });
  return out;
}

TEST_CASE("each page reads as its case says, plain and as Markdown") {
  for (const TestCase& one : read_cases("rendered.tsv", 3)) {
    TestPage page(one.cells[0]);
    CAPTURE(one.line, one.cells[0]);
    CHECK(page.rendered(RenderAs::kPlain) == one.cells[1]);
    CHECK(page.rendered(RenderAs::kMarkdown) == one.cells[2]);
  }
}

TEST_CASE("a run knows where it came from, and whether it is code, hidden, of a template or made up") {
  TestPage page("<p>One</p><p style='display: none'>two</p><p ng-if=x>three</p><code>four</code><b>five</b>");
  const text::Passage passage = render(page.document, 0, {.as = RenderAs::kMarkdown}, page.arena);
  REQUIRE(run_with(passage, "One") != nullptr);
  CHECK(run_with(passage, "One")->source == base::Span{3, 6});
  CHECK_FALSE(run_with(passage, "One")->hidden);
  CHECK(run_with(passage, "two")->hidden);
  CHECK(run_with(passage, "three")->directive);
  CHECK(run_with(passage, "four")->code);
  CHECK(run_with(passage, "**")->made);
  CHECK_FALSE(run_with(passage, "five")->made);
  CHECK_FALSE(run_with(passage, "five")->directive);
}

TEST_CASE("hidden elements are left out where only visible text is wanted") {
  TestPage page("<p>One</p><p class=sr-only>two</p><p>three</p>");
  const text::Passage passage = render(page.document, 0, {.keep_hidden = false}, page.arena);
  CHECK(text::compose(passage) == "One\n\nthree");
}

TEST_CASE("dropped subtrees are left out") {
  TestPage page("<p>One</p><p id=x>two</p><p>three</p>");
  std::vector<bool> dropped(page.document.size());
  dropped[page.by_id("x")] = true;
  CHECK(text::compose(render(page.document, 0, {.dropped = &dropped}, page.arena)) == "One\n\nthree");
}

TEST_CASE("a dropped block still parts the words around it; a dropped word does not") {
  const auto without_x = [](const std::string& source) {
    TestPage page(source);
    std::vector<bool> dropped(page.document.size());
    dropped[page.by_id("x")] = true;
    return text::compose(render(page.document, 0, {.dropped = &dropped}, page.arena));
  };
  CHECK(without_x("One<div id=x>two</div>three") == "One\nthree");
  CHECK(without_x("One<p id=x>two</p>three") == "One\n\nthree");
  CHECK(without_x("<div id=x>two</div>three") == "three");
  CHECK(without_x("On<i id=x>two</i>e") == "One");
  CHECK(without_x("<table><tr><td>1<td id=x>2<td>3</table>") == "1\t3");
}

TEST_CASE("the node itself adds no mark, but what it inherits counts") {
  TestPage page("<title id=t>T</title><h1 id=a>One</h1><pre ng-if=x hidden><b id=b>a  b</b></pre>");
  CHECK(page.rendered(RenderAs::kMarkdown, page.by_id("a")) == "One");
  CHECK(page.rendered(RenderAs::kPlain, page.by_id("t")) == "T");
  const text::Passage passage = render(page.document, page.by_id("b"), {}, page.arena);
  REQUIRE(passage.runs.size() == 1);
  CHECK(passage.runs[0].text == "a  b");
  CHECK(passage.runs[0].code);
  CHECK(passage.runs[0].hidden);
  CHECK(passage.runs[0].directive);
}

TEST_CASE("a template's marker stays a run of its own between its neighbours") {
  TestPage page("<div>Head<span>{{ voteCount }}</span>Body</div>");
  const text::Passage passage = render(page.document, 0, {}, page.arena);
  REQUIRE(passage.runs.size() == 3);
  CHECK(passage.runs[1].text == "{{ voteCount }}");
}

TEST_CASE("a page of deep quotes does not grow without bound in Markdown") {
  std::string source;
  for (int i = 0; i < 400; ++i) source += "<blockquote><ul><li>";
  for (int i = 0; i < 10'000; ++i) source += "x<br>";
  TestPage page(source);
  CHECK(page.rendered(RenderAs::kMarkdown).size() < 20 * source.size());
}

TEST_CASE("a classed element is hidden unless a wider screen shows it") {
  TestPage page(
      "<p id=a class='x ng-hide'></p><p id=b class='d-none d-md-block'></p><p id=c class='hidden lg:flex'></p>"
      "<p id=d class='d-none d-md-none'></p><p id=e style='color:red; visibility : hidden'></p><p id=f hidden></p>"
      "<p id=g aria-hidden=true></p><p id=h aria-hidden=false></p><dialog id=i></dialog><dialog id=j open></dialog>"
      "<p id=k style='x-display:none'></p>");
  std::string hidden;
  for (char id = 'a'; id <= 'k'; ++id) {
    if (hides(page.document, page.by_id(std::string(1, id)))) hidden += id;
  }
  CHECK(hidden == "adefgi");
}

TEST_CASE("a style hides where any of its declarations says so, and only with exactly these words") {
  TestPage page(
      "<p id=a style='display:none'></p><p id=b style='color: red; DISPLAY : none !important'></p>"
      "<p id=c style='--x-display:none;display:none'></p><p id=d style='visibility:hidden'></p>"
      "<p id=e style='x-display:none'></p><p id=f style='display:none-such'></p><p id=g style='display:block'></p>");
  std::string found;
  for (char id = 'a'; id <= 'g'; ++id) {
    if (hides(page.document, page.by_id(std::string(1, id)))) found += id;
  }
  CHECK(found == "abcd");
}

TEST_CASE("what is hidden, never shown or under a directive is in a template, with all it holds") {
  TestPage page(
      "<body ng-app=x><p id=a></p><div hidden><p id=b></p></div><ul ng-repeat=x><li><p id=c></p></ul>"
      "<template><p id=d></p></template><p id=e v-for=x></p><p id=f class=post></p>");
  const Visibility visibility(page.document);
  std::string found;
  for (char id = 'a'; id <= 'f'; ++id) {
    if (in_template(page.document, visibility, page.by_id(std::string(1, id)))) found += id;
  }
  CHECK(found == "bcde");
}

TEST_CASE("what is asked once of every element renders the page as asking each time does") {
  REQUIRE(rc::check([] {
    TestPage page("<div hidden class=a>" + *tag_soup() + "</div><p ng-if=x>" + *tag_soup() + "</p>" + *tag_soup());
    const Visibility visibility(page.document);
    for (const bool keep : {true, false}) {
      const text::Passage asked = render(page.document, 0, {.keep_hidden = keep}, page.arena);
      const text::Passage known =
          render(page.document, 0, {.keep_hidden = keep, .visibility = &visibility}, page.arena);
      RC_ASSERT(asked.runs.size() == known.runs.size());
      for (std::size_t i = 0; i < asked.runs.size(); ++i) {
        RC_ASSERT(asked.runs[i].hidden == known.runs[i].hidden);
        RC_ASSERT(asked.runs[i].directive == known.runs[i].directive);
        RC_ASSERT(asked.runs[i].text == known.runs[i].text);
      }
    }
  }));
}

TEST_CASE("directives of the common client-side frameworks are known") {
  TestPage page(
      "<p id=a ng-repeat=x></p><p id=b v-cloak></p><p id=c x-show=y></p><p id=d *ngIf=z></p><p id=e data-bind=q></p>"
      "<p id=f data-ng-if=q></p><p id=g ng-app></p><p id=h data-v-1a2b></p><p id=i class=ng-if></p>");
  std::string found;
  for (char id = 'a'; id <= 'i'; ++id) {
    if (has_directive(page.document, page.by_id(std::string(1, id)))) found += id;
  }
  CHECK(found == "abcdef");
}

TEST_CASE("inner HTML is escaped as HTML standard section 13.3 says") {
  TestPage page("<div id=a title='\"&lt;'>5 &lt; 6 &amp;&nbsp;7<br><!-- c --><script>a<b</script><p>x</div>");
  CHECK(inner_html(page.document, page.document.find("body")) ==
        "<div id=\"a\" title=\"&quot;&lt;\">5 &lt; 6 &amp;&nbsp;7<br><!-- c --><script>a<b</script><p>x</p></div>");
}

TEST_CASE("elements of SVG are written as no HTML elements of their name") {
  TestPage page("<svg><style>&lt;i&gt;x</style><input>y</input></svg><xmp><b></xmp>");
  CHECK(inner_html(page.document, page.document.body()) ==
        "<svg><style>&lt;i&gt;x</style><input>y</input></svg><xmp><b></xmp>");
}

TEST_CASE("inner HTML leaves out the subtrees that are dropped") {
  TestPage page("<div id=a>one<p id=b>two<b>three</b></p><i>four</i></div>");
  std::vector<bool> dropped(page.document.size(), false);
  dropped[page.by_id("b")] = true;
  CHECK(inner_html(page.document, page.by_id("a"), &dropped) == "one<i>four</i>");
}

TEST_CASE("rendering never loses a visible character and adds none in plain text") {
  REQUIRE(rc::check([] {
    TestPage page(*tag_soup());
    std::string expected;
    for (NodeId id = 0; id < page.document.size();) {
      const Node& node = page.document.node(id);
      if (node.type == NodeType::kText) expected += black(page.document.text(id));
      id = node.type == NodeType::kElement && never_shown(page.document, id) ? node.end : id + 1;
    }
    std::string seen;
    for (const Run& run : render(page.document, 0, {}, page.arena).runs) {
      if (!run.made) seen += black(run.text);
      RC_ASSERT(!run.made || run.text == "\t");
    }
    RC_ASSERT(seen == expected);
  }));
}

TEST_CASE("Markdown holds the same text as plain, between marks of its own") {
  REQUIRE(rc::check([] {
    TestPage page(*tag_soup());
    std::string plain, marked;
    for (const Run& run : render(page.document, 0, {}, page.arena).runs) plain += run.made ? "" : black(run.text);
    const text::Passage passage = render(page.document, 0, {.as = RenderAs::kMarkdown}, page.arena);
    for (const Run& run : passage.runs) marked += run.made ? "" : black(run.text);
    RC_ASSERT(plain == marked);
    RC_ASSERT(!text::compose(passage).contains("****"));
    RC_ASSERT(!text::compose(passage).contains("[]("));
  }));
}

// has_directive looks at no attribute whose name the program knows.
TEST_CASE("no name that the program knows is that of a directive") {
  base::Arena arena;
  const NameTable names(arena);
  for (std::uint32_t i = 1; i < kKnownNames; ++i) {
    const std::string_view name = names.text(static_cast<Name>(i));
    for (const std::string_view prefix : {"ng-", "data-ng-", "v-", "x-", "*", "[", "(", "data-bind"}) {
      INFO(name);
      CHECK_FALSE(name.starts_with(prefix));
    }
  }
}

TEST_CASE("an element has the same style by its name and by its name's number") {
  base::Arena arena;
  const NameTable names(arena);
  for (std::uint32_t i = 1; i < kKnownNames; ++i) {
    const ElementStyle by_number = style_of(names, static_cast<Name>(i));
    const ElementStyle by_name = style_of(names.text(static_cast<Name>(i)));
    CHECK((by_number.role == by_name.role && by_number.apart == by_name.apart));
  }
}

}  // namespace
}  // namespace thresh::html
