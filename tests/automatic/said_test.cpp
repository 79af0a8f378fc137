// What the head of a page says of its content.
#include "automatic/said.h"

#include <catch2/catch.hpp>

#include "automatic/page.h"

using namespace thresh;
using thresh::tests::Measured;

TEST_CASE("a heading is held against the titles") {
  const Measured page("<title>Rain in May - The Daily</title><h1>Rain in May</h1><p>Sun in June</p>");
  const auto heading = page.said.with_title(page.blocks.words_of(page.blocks.blocks[0]));
  CHECK(heading.of_words == 1);
  CHECK(heading.of_said == Approx(3.0 / 5));
  CHECK(page.said.with_title(page.blocks.words_of(page.blocks.blocks[1])).of_words == Approx(1.0 / 3));
}

TEST_CASE("a paragraph is held against the descriptions") {
  const Measured page(
      "<meta name=description content='It rained for days.'><p>It rained for days.</p><p>It was dry.</p>");
  CHECK(page.said.with_description(page.blocks.words_of(page.blocks.blocks[0])) == 1);
  CHECK(page.said.with_description(page.blocks.words_of(page.blocks.blocks[1])) == 0);
}

TEST_CASE("and against long strings of JSON-LD, broken or not, without the tags in them") {
  const Measured page(
      "<script type=application/ld+json>{\"articleBody\": \"<p>The caf\\u00e9 opened at nine and nobody came, "
      "so it closed again at noon.<\\/p>\", }</script>"
      "<p>The caf\u00e9 opened at nine and nobody came.</p><p>Nobody knows why the cook left the town.</p>");
  CHECK(page.said.has_markup());
  CHECK(page.said.with_markup(page.blocks.words_of(page.blocks.blocks[0])) == 1);
  CHECK(page.said.with_markup(page.blocks.words_of(page.blocks.blocks[1])) == 0);
}

TEST_CASE("a page without a head says nothing") {
  const Measured page("<p>one two three");
  CHECK_FALSE(page.said.has_markup());
  CHECK(page.said.with_title(page.blocks.words_of(page.blocks.blocks[0])).of_words == 0);
}
