// The row of a block: a number for each name, and what some of them are.
#include "automatic/block_features.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "automatic/page.h"
#include "html/soup.h"

using namespace thresh;
using thresh::tests::Measured;

namespace {

const std::string kProse =
    "The river rose for three days, then it fell again, and nobody in the town could say why it had come so early.";

}  // namespace

TEST_CASE("each column has a name of its own, and the rows are as wide as that") {
  const auto names = automatic::BlockFeatures::names();
  CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == names.size());
  rc::check([&] {
    const std::string html = "<p>x" + *html::tag_soup();
    const Measured page(html);
    for (std::size_t i = 0; i < page.blocks.blocks.size(); ++i) {
      RC_ASSERT(page.features.row(i).size() == names.size());
      for (const float value : page.features.row(i)) RC_ASSERT(std::isfinite(value));
    }
  });
}

TEST_CASE("the part with the running text scores best") {
  const std::string html = "<nav><a href=a>One</a> <a href=b>Two</a></nav><div id=text><p>" + kProse + "</p><p>" +
                           kProse + "</p></div><footer><p>Contact</p></footer>";
  const Measured page(html);
  CHECK(page.page->document()->attribute(page.features.top(), "id") == "text");
  CHECK(page.feature(0, "in_top") == 0);
  CHECK(page.feature(1, "in_top") == 1);
  CHECK(page.feature(3, "in_top") == 0);
  CHECK(page.feature(2, "same_text") == 2);
  CHECK(page.feature(2, "same_text_before") == 1);
}

TEST_CASE("what stands under a heading of other pages knows it, until the next heading") {
  const std::string html =
      "<h1>Rain</h1><p>" + kProse + "</p><h2>Related articles</h2><p>Sun</p><h2>Sources</h2><p>Ann</p>";
  const Measured page(html);
  CHECK(page.feature(1, "under_phrase") == 0);
  CHECK(page.feature(3, "under_phrase") > 0);
  CHECK(page.feature(3, "since_phrase") == 1);
  CHECK(page.feature(5, "under_phrase") == 0);
}

TEST_CASE("places of the same kind are counted, whatever number stands in their class") {
  const Measured page("<ul><li class=item-1>a<li class=item-2>b<li class=item-3>c</ul><p>d</p>");
  CHECK(page.feature(0, "place_count") == 3);
  CHECK(page.feature(3, "place_count") == 1);
}

TEST_CASE("the parts around a block hold more and more") {
  const Measured page("<div><div><p>a</p><p>b</p></div><p>c</p></div><p>d</p>");
  const auto levels = page.features.levels(0);
  REQUIRE(levels.size() == 3);
  CHECK(page.features.part(levels[0]).size() == 2);
  CHECK(page.features.part(levels[1]).size() == 3);
  CHECK(page.features.part(levels[2]).size() == 4);
}
