// Blocks: where they begin and end, and what is counted in them.
#include "automatic/blocks.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "automatic/page.h"
#include "html/soup.h"

using namespace thresh;
using thresh::tests::Measured;

namespace {

std::string texts(std::string_view html) {
  const Measured page(html);
  std::string all;
  for (std::size_t i = 0; i < page.blocks.blocks.size(); ++i) all += (i > 0 ? "|" : "") + page.text(i);
  return all;
}

}  // namespace

TEST_CASE("block-level elements part blocks, inline ones do not") {
  CHECK(texts("<div>one <b>two</b> <a href=x>three</a><p>four</p>five</div>") == "one two three|four|five");
  CHECK(texts("<table><tr><td>a<td>b</table><ul><li>c<li>d</ul>") == "a|b|c|d");
}

TEST_CASE("two line breaks in a row part blocks, one does not") {
  CHECK(texts("<div>one<br>two<br> <br>three</div>") == "one two|three");
  CHECK(texts("<div>one<br>two</div>") == "one two");
}

TEST_CASE("what is never shown is in no block; what a style hides is, and says so") {
  const Measured page("<p>a<script>x</script><style>y</style> b</p><p hidden>c</p><template><p>d</template>");
  REQUIRE(page.blocks.blocks.size() == 2);
  CHECK(page.text(0) == "a b");
  CHECK_FALSE(page.blocks.blocks[0].hidden);
  CHECK(page.blocks.blocks[1].hidden);
}

TEST_CASE("words, links, sentences and signs are counted") {
  const Measured page("<p>In 2019 NASA, it said, <a href=x>went there</a>. Did it? <b>Yes!</b></p>");
  const automatic::Block& block = page.blocks.blocks.at(0);
  CHECK(block.words == 10);
  CHECK(block.linked_words == 2);
  CHECK(block.links == 1);
  CHECK(block.commas == 2);
  CHECK(block.sentences == 3);
  CHECK(block.digits == 4);
  CHECK(block.shouted == 1);
  CHECK(block.emphasized == 1);
  CHECK(block.has_year);
  CHECK(block.asks);
  CHECK(block.ends_sentence);
  CHECK_FALSE(block.has_currency);
}

TEST_CASE("two characters of a script without spaces are a word") {
  const Measured page("<p>\u4eca\u5929\u5929\u6c14\u5f88\u597d\u3002</p>");
  CHECK(page.blocks.blocks.at(0).words == 3);
  CHECK(page.blocks.blocks.at(0).ends_sentence);
}

TEST_CASE("the same words have the same hash, letter case and white space aside") {
  const Measured page("<p>Read More</p><p>read   more</p><p>read most</p>");
  CHECK(page.blocks.blocks[0].hash == page.blocks.blocks[1].hash);
  CHECK(page.blocks.blocks[0].hash != page.blocks.blocks[2].hash);
}

TEST_CASE("blocks stand in page order, and hold all words of the page once") {
  rc::check([] {
    const std::string html = "<p>x" + *html::tag_soup();
    const Measured page(html);
    std::uint32_t words = 0;
    html::NodeId last = 0;
    for (const automatic::Block& block : page.blocks.blocks) {
      RC_ASSERT(block.first > last || last == 0);
      RC_ASSERT(block.last >= block.first);
      RC_ASSERT(block.begin == words);
      words = block.end;
      last = block.last;
    }
    RC_ASSERT(words == page.blocks.words.size());
  });
}
