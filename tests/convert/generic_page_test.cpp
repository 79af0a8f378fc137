// Pages that no selector file matches: title, description and visible text.
#include "convert/generic_page.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "html/soup.h"

using namespace thresh;

namespace {

// The words of a field of the generic draft; "" where there are none.
std::string words(std::string_view page, std::string_view field, std::string_view name = "p.html") {
  const auto opened = tests::open_page(name, page);
  const extract::Draft draft = convert::draft_generic(*opened);
  const extract::Draft* found = draft.find(field);
  REQUIRE(found != nullptr);
  return found->values.empty() ? "" : text::compose(found->values.front().passage);
}

}  // namespace

TEST_CASE("The title is that of the head, else the one for sharing, else the first heading") {
  const std::string kOg = "<meta property=og:title content=Shared>";
  CHECK(words("<title>Head</title>" + kOg + "<h1>One</h1>", "title") == "Head");
  CHECK(words("<title> </title>" + kOg + "<h1>One</h1>", "title") == "Shared");
  CHECK(words(kOg + "<h1>One</h1>", "title") == "Shared");
  CHECK(words("<h1>One <b>and</b> more</h1><h1>Two</h1>", "title") == "One and more");
  CHECK(words("<p>x", "title") == "");
  CHECK(words("<p>x<svg><title>A picture</title></svg>", "title") == "");
}

TEST_CASE("The description is the page's own, else the one for sharing") {
  const std::string kOg = "<meta property='OG:description' content=Shared>";
  CHECK(words(kOg + "<meta name=Description content='About it'><p>x", "description") == "About it");
  CHECK(words(kOg + "<p>x", "description") == "Shared");
  CHECK(words("<meta name=description content=' '>" + kOg + "<p>x", "description") == "Shared");
  CHECK(words("<meta name=x property=og:description content=Both><p>x", "description") == "Both");
  CHECK(words("<p>x", "description") == "");
}

TEST_CASE("The body is what a reader sees") {
  CHECK(words("<title>T</title><p>One</p><p hidden>no</p><script>no</script><p>Two</p>", "body") == "One\n\nTwo");
  CHECK(words("just words", "body") == "just words");
}

TEST_CASE("A dump's first line is its title where it is short and stands alone") {
  CHECK(words("Title\n\nOne.\nTwo.\n", "title", "p.txt") == "Title");
  CHECK(words("Title\n\nOne.\nTwo.\n", "body", "p.txt") == "One.\nTwo.");
  CHECK(words("No title\nOne.\n", "title", "p.txt") == "");
  CHECK(words("No title\nOne.\n", "body", "p.txt") == "No title\nOne.");
  CHECK(words("A single line\n\n", "title", "p.txt") == "");
  CHECK(words("A single line\n\n", "body", "p.txt") == "A single line");
  CHECK(words(std::string(201, 'x') + "\n\nOne.\n", "title", "p.txt") == "");
}

TEST_CASE("Every page that opens has the three fields, and a dump loses no line") {
  REQUIRE(rc::check([] {
    const std::string soup = *html::tag_soup();
    for (const char* name : {"p.html", "p.txt"}) {
      auto page = convert::Page::open(tests::input_of(name, soup), {});
      if (!page) continue;
      const extract::Draft draft = convert::draft_generic(**page);
      for (const char* field : {"title", "description", "body"}) {
        if ((*page)->document() != nullptr || std::string_view(field) != "description")
          RC_ASSERT(draft.find(field) != nullptr);
      }
      if ((*page)->document() != nullptr) continue;
      std::size_t runs = 0;
      for (const extract::Draft& field : draft.children) {
        for (const extract::Found& found : field.values) runs += found.passage.runs.size();
      }
      RC_ASSERT(runs == (*page)->dump().lines.size());
    }
  }));
}
