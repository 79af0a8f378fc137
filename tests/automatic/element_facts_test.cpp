// What elements are part of: by their names, roles and the tokens of their classes.
#include "automatic/element_facts.h"

#include <catch2/catch.hpp>

#include "automatic/page.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

bool names(std::string_view classes, std::string_view part) {
  const auto parts = token_parts();
  const auto at = static_cast<std::size_t>(std::ranges::find(parts, part) - parts.begin());
  return at < parts.size() && (parts_of_tokens(classes) >> at & 1) != 0;
}

}  // namespace

TEST_CASE("the table has as many parts as the program has room for") { CHECK(token_parts().size() == kTokenParts); }

TEST_CASE("tokens stand between hyphens, underscores and changes of letter case") {
  CHECK(names("main-nav", "nav"));
  CHECK(names("site_footer x", "footer"));
  CHECK(names("relatedPosts", "related"));
  CHECK(names("Comment-List", "comment"));
  CHECK_FALSE(names("canvas", "nav"));
  CHECK_FALSE(names("", "nav"));
}

TEST_CASE("an element knows how far up the nearest one stands that carries a part") {
  const tests::Measured page("<nav><ul><li><p>x</p></ul></nav><div role=navigation><p>y</p></div><p>z</p>");
  const auto steps = [&](std::size_t block) {
    return page.facts.distances(page.blocks.blocks[block].element)[static_cast<std::size_t>(TagPart::kNav)];
  };
  CHECK(steps(0) == 3);
  CHECK(steps(1) == 1);
  CHECK(steps(2) == kFar);
}

TEST_CASE("what is said of the whole page says nothing of its parts") {
  const tests::Measured page("<body class='single-post footer-dark'><p>x</p>");
  const auto parts = token_parts();
  const auto footer = static_cast<std::size_t>(std::ranges::find(parts, "footer") - parts.begin());
  CHECK(page.facts.distances(page.blocks.blocks[0].element)[footer] == kFar);
}
