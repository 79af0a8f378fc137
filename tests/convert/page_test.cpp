// A page opened: decoded, parsed, with its address, its lines and its text.
#include "convert/page.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "html/soup.h"
#include "text/unicode.h"

using namespace thresh;
using convert::Page;
using tests::open_page;

namespace {

std::string error_of(std::string_view name, std::string_view bytes) {
  const auto page = Page::open(tests::input_of(name, bytes), {});
  return page ? "" : std::string(base::name(page.error().code));
}

std::string lines_of(Page& page) {
  std::string out;
  for (const text::Line& line : page.dump().lines) out += (out.empty() ? "" : "|") + std::string(line.text);
  return out;
}

// The addresses of a page with that head, fetched from `fetched`: its own, then the canonical one.
std::string addresses(const std::string& head, std::string_view fetched) {
  const std::string source = "<head>" + head + "</head><p>x";
  const auto page = open_page("p.html", source, fetched);
  return page->url() + " " + page->canonical_url();
}

}  // namespace

TEST_CASE("What is no page is an error that says so") {
  CHECK(error_of("p.html", "") == "empty_page");
  CHECK(error_of("p.txt", " \n") == "empty_page");
  CHECK(error_of("p.txt", "\xC2\xA0\n\xE2\x80\x83") == "empty_page");
  CHECK(error_of("p.txt", "%PDF-1.7 words") == "binary_page");
  CHECK(error_of("p.txt", std::string(100, '\x01') + "words") == "binary_page");
  CHECK(error_of("p.txt", "words") == "");
}

TEST_CASE("HTML becomes a document and visible lines, a dump becomes its own lines") {
  const auto html = open_page("p.html", "<h1>One</h1><p hidden>no</p><p>Two<br>three</p><script>no</script>");
  REQUIRE(html->document() != nullptr);
  CHECK(lines_of(*html) == "One|Two|three");
  CHECK(html->view().document != nullptr);
  CHECK(html->view().dump == nullptr);
  const auto dump = open_page("p.txt", "One\n\n Two \nthree");
  CHECK(dump->document() == nullptr);
  CHECK(lines_of(*dump) == "One|Two|three");
  CHECK(dump->view().dump == &dump->dump());
  CHECK(text::compose(dump->passage()) == "One\n\nTwo\nthree");
}

TEST_CASE("Visible lines leave out what is dropped") {
  const auto page = open_page("p.html", "<p>One</p><nav>two</nav><p>three</p>");
  std::vector<bool> dropped(page->document()->size(), false);
  dropped[page->document()->find("nav")] = true;
  const text::Dump dump = convert::visible_lines(*page->document(), dropped, page->arena()).dump;
  REQUIRE(dump.lines.size() == 2);
  CHECK(dump.lines[1].text == "three");
}

TEST_CASE("A page's address is where it was fetched from, else what it calls canonical") {
  const std::string kLink = "<link rel=Canonical href=' /q/1 '>";
  const std::string kFull = "<link rel=canonical href=https://a.example/q/1>";
  CHECK(addresses("", "https://b.example/") == "https://b.example/ ");
  CHECK(addresses(kLink, "https://b.example/x") == "https://b.example/x https://b.example/q/1");
  CHECK(addresses(kFull, "") == "https://a.example/q/1 https://a.example/q/1");
  CHECK(addresses("<meta property=og:url content=https://a.example/q/2>", "") ==
        "https://a.example/q/2 https://a.example/q/2");
  CHECK(addresses(kFull + "<meta property=og:url content=https://c.example/>", "") ==
        "https://a.example/q/1 https://a.example/q/1");
  // An address that leads nowhere is none.
  CHECK(addresses(kLink, "") == " ");
  CHECK(addresses("<link rel=canonical href='javascript:x'>", "") == " ");
  CHECK(addresses("<link rel=canonical href=file:///etc/x>", "") == " ");
  CHECK(addresses("<link rel=canonical>", "") == " ");
}

TEST_CASE("A template is no address of a page") {
  const std::string kTemplate = "<link rel=canonical href='https://a.example/{{slug}}'>";
  CHECK(addresses(kTemplate, "https://a.example/q/1") == "https://a.example/q/1 ");
  CHECK(addresses(kTemplate, "") == " ");
  CHECK(addresses(kTemplate + "<meta property=og:url content=https://a.example/q/2>", "") ==
        "https://a.example/q/2 https://a.example/q/2");
  CHECK(addresses("<meta property=og:url content='https://a.example/${slug}'>", "https://a.example/q/1") ==
        "https://a.example/q/1 ");
  for (const char* said : {"undefined", "null", "/undefined", "{canonical}", "https://a.example/%7B%7Bslug%7D%7D"}) {
    const std::string link = "<link rel=canonical href='" + std::string(said) + "'>";
    CHECK(addresses(link, "https://a.example/q/1") == "https://a.example/q/1 ");
    CHECK(open_page("p.html", link + "<p>x", "https://a.example/q/1")->template_url() == said);
  }
  // The address that it was fetched from is one, whatever it looks like.
  CHECK(addresses("<link rel=canonical href=/js/undefined>", "https://a.example/js/undefined?x=1") ==
        "https://a.example/js/undefined?x=1 https://a.example/js/undefined");
}

TEST_CASE("Links are resolved against the page's <base href>, and that against the page's address") {
  const auto link = [](const std::string& head, std::string_view fetched, std::string_view target) {
    const std::string source = "<head>" + head + "</head><p>x";
    const auto page = open_page("p.html", source, fetched);
    const auto& made = page->types().read(record::Type::kUrl, target);
    return made ? *made->value.as_text() : "(none)";
  };
  const std::string kBase = "<base target=_top><base href=' /forum/ '><base href=/second/>";
  CHECK(link(kBase, "https://a.example/q/1", "x.html") == "https://a.example/forum/x.html");
  CHECK(link(kBase + "<link rel=canonical href=https://b.example/q/1>", "", "x.html") ==
        "https://b.example/forum/x.html");
  CHECK(link("<base href=https://c.example/d/>", "", "x.html") == "https://c.example/d/x.html");
  CHECK(link("<base href=https://c.example/d/>", "https://a.example/q/1", "/x") == "https://c.example/x");
  CHECK(link("<base href='javascript:x'>", "https://a.example/q/1", "x.html") == "https://a.example/q/x.html");
  CHECK(link("", "https://a.example/q/1", "x.html") == "https://a.example/q/x.html");
  CHECK(link(kBase, "", "x.html") == "(none)");
  CHECK(link("", "", "#") == "(none)");
  // The canonical link is a link as well; the page's own address stays where it was fetched from.
  CHECK(addresses("<base href=https://c.example/d/><link rel=canonical href=q>", "") ==
        "https://c.example/d/q https://c.example/d/q");
  CHECK(addresses("<base href=/d/><link rel=canonical href=q>", "https://a.example/x") ==
        "https://a.example/x https://a.example/d/q");
}

TEST_CASE("What is wrong with a page's bytes is a finding") {
  CHECK(tests::codes(open_page("p.html", "<meta charset=utf-8><p>caf\xE9 caf\xC3\xA9 caf\xC3\xA9")->findings()) ==
        "charset_damaged");
  CHECK(tests::codes(open_page("p.html", "<p>caf\xC3\xA9")->findings()) == "");
  convert::Input cut = tests::input_of("p.txt", "words");
  cut.cut = true;
  CHECK(tests::codes((*Page::open(cut, {}))->findings()) == "page_cut");
}

TEST_CASE("A page over a limit is cut, and says so") {
  base::Limits limits;
  limits.page_bytes = 10;
  auto page = Page::open(tests::input_of("p.txt", "0123456789abcdef"), limits);
  REQUIRE(page);
  CHECK(lines_of(**page) == "0123456789");
  CHECK(tests::codes((*page)->findings()) == "page_cut");
  limits = {};
  limits.nodes = 8;
  page = Page::open(tests::input_of("p.html", "<p>1<p>2<p>3<p>4<p>5<p>6<p>7"), limits);
  REQUIRE(page);
  CHECK(tests::codes((*page)->findings()) == "page_cut");
}

TEST_CASE("A page is cut between two characters, so that its encoding stays what it is") {
  const std::string text = "Un caf\u00E9 \u2014 deux caf\u00E9s \U0001F600 ";
  for (std::size_t limit = 4; limit < text.size(); ++limit) {
    INFO(limit);
    base::Limits limits;
    limits.page_bytes = limit;
    const auto page = Page::open(tests::input_of("p.txt", text), limits);
    REQUIRE(page);
    CHECK((*page)->decoded().charset == "utf-8");
    CHECK((*page)->decoded().replaced == 0);
    CHECK(text.starts_with((*page)->decoded().text));
    CHECK(tests::codes((*page)->findings()) == "page_cut");
  }
  convert::Input cut = tests::input_of("p.txt", "Un caf\xC3");
  cut.cut = true;
  CHECK((*Page::open(cut, {}))->decoded().text == "Un caf");
  convert::Input damaged = tests::input_of("p.txt.gz", "Un caf\xC3");
  damaged.damaged_at = 60;
  const auto page = Page::open(damaged, {});
  REQUIRE(page);
  CHECK((*page)->decoded().text == "Un caf");
  CHECK(tests::codes((*page)->findings()) == "page_damaged");
}

TEST_CASE("The limit holds for the page as UTF-8, too") {
  base::Limits limits;
  limits.page_bytes = 9;
  // Four letters of windows-1252 that are eight bytes of UTF-8, and a fifth.
  const auto page = Page::open(
      [] {
        convert::Input input = tests::input_of("p.txt", "\xE9\xE9\xE9\xE9\xE9");
        input.charset = "windows-1252";
        return input;
      }(),
      limits);
  REQUIRE(page);
  CHECK((*page)->decoded().text == "\u00E9\u00E9\u00E9\u00E9");
  CHECK(tests::codes((*page)->findings()) == "page_cut");
}

TEST_CASE("What the work on a page runs out of, it says when it is asked") {
  const auto page = open_page("p.html", "<p>words</p>");
  CHECK(page->shortages().empty());
  page->budget().refused = true;
  CHECK(tests::codes(page->shortages()) == "page_cut");
  page->budget().spend(UINT64_MAX);
  CHECK(tests::codes(page->shortages()) == "page_cut");
  base::Limits limits;
  limits.arena_bytes = 1'000;
  const auto poor = Page::open(tests::input_of("p.txt", "words"), limits);
  REQUIRE(poor);
  CHECK((*poor)->shortages().empty());
  (void)(*poor)->arena().copy(std::string(2'000, 'x'));
  CHECK(tests::codes((*poor)->shortages()) == "page_cut");
}

TEST_CASE("The steps of a page are those of its limits") {
  base::Limits limits;
  limits.match_steps = 7;
  const auto page = Page::open(tests::input_of("p.html", "<p>words</p>"), limits);
  REQUIRE(page);
  CHECK((*page)->budget().steps == 7);
  CHECK((*page)->view().budget == &(*page)->budget());
}

TEST_CASE("Any bytes open to valid UTF-8, or to one of two errors") {
  const auto check = [](std::string_view name, const std::string& bytes) {
    const auto page = Page::open(tests::input_of(name, bytes), {});
    if (!page) {
      RC_ASSERT(page.error().code == base::ErrorCode::kEmptyPage || page.error().code == base::ErrorCode::kBinaryPage);
      return;
    }
    RC_ASSERT(text::is_valid_utf8((*page)->decoded().text));
    RC_ASSERT(text::is_valid_utf8(text::compose((*page)->passage())));
    for (const text::Line& line : (*page)->dump().lines) RC_ASSERT(!line.text.empty());
  };
  REQUIRE(rc::check([&](const std::string& bytes) {
    check("p.html", bytes);
    check("p.txt", bytes);
  }));
  REQUIRE(rc::check([&] { check("p.html", *html::tag_soup()); }));
}
