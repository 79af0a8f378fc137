// Boxes of facts and quotes in an article's text.
#include "automatic/text_boxes.h"

#include <catch2/catch.hpp>

#include "automatic/models.h"
#include "convert/pages.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

const std::string kText = "<p>It rained for three days in the hills, and then it stopped at last.</p>";

// A letter a block: k kept, c chaff. Before, those are kept that stand in a paragraph.
std::string kept(const std::string& html) {
  const auto page = tests::open_page("p.html", html);
  const Analysis analysis(page->view(), shipped_models());
  std::vector<Fate> fates;
  for (const Block& block : analysis.blocks()) {
    const bool text = page->document()->node(block.element).name == html::Name::kP;
    fates.push_back(text ? Fate::kKept : Fate::kChaff);
  }
  keep_text_boxes(page->view(), analysis, fates);
  std::string out;
  for (const Fate fate : fates) out += fate == Fate::kKept ? 'k' : 'c';
  return out;
}

}  // namespace

TEST_CASE("what is called a box of facts or a quote is kept between paragraphs") {
  const std::string facts = "<h4>Facts</h4><ul><li>24 metres<li>97 passengers</ul>";
  CHECK(kept(kText + "<aside class=fact-box>" + facts + "</aside>" + kText) == "kkkkk");
  CHECK(kept(kText + "<div class='article__pull-quote'><div>Nobody knew why.</div></div>" + kText) == "kkk");
  CHECK(kept(kText + "<blockquote><div>Nobody knew why.</div></blockquote>" + kText) == "kkk");
  CHECK(kept(kText + "<aside class=FaktaRuta>" + facts + "</aside>" + kText) == "kkkkk");
}

TEST_CASE("other boxes are not, nor those beside the text or full of links") {
  const std::string facts = "<h4>Facts</h4><ul><li>24 metres<li>97 passengers</ul>";
  CHECK(kept(kText + "<aside class=related>" + facts + "</aside>" + kText) == "kccck");
  CHECK(kept(kText + "<aside class=factory>" + facts + "</aside>" + kText) == "kccck");
  CHECK(kept(kText + "<aside class=fact-box>" + facts + "</aside>") == "kccc");
  CHECK(kept("<aside class=fact-box>" + facts + "</aside>" + kText) == "ccck");
  CHECK(kept(kText + "<aside class=infobox><ul><li><a href=/a>Rain in May</a><li><a href=/b>Snow</a></ul></aside>" +
             kText) == "kcck");
}
