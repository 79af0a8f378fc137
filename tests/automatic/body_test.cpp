// Main content as a passage: which subtrees go, which stay, and why.
#include "automatic/body.h"

#include <catch2/catch.hpp>

#include "automatic/models.h"
#include "convert/pages.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

struct Made {
  std::string text;
  std::vector<Chaff> chaff;
};

// `fates`: a letter a block: k kept, e elsewhere, l left, c chaff.
Made made(std::string_view html, std::string_view fates, html::RenderAs as = html::RenderAs::kPlain) {
  const auto page = tests::open_page("p.html", html);
  const Analysis analysis(page->view(), shipped_models());
  REQUIRE(analysis.blocks().size() == fates.size());
  std::vector<Fate> all;
  for (const char c : fates) {
    all.push_back(c == 'k' ? Fate::kKept : c == 'e' ? Fate::kElsewhere : c == 'l' ? Fate::kLeft : Fate::kChaff);
  }
  Body body = body_of(analysis, page->view(), all, as);
  return {text::compose(body.passage), std::move(body.chaff)};
}

}  // namespace

TEST_CASE("kept blocks are the text, in page order") {
  CHECK(made("<p>a</p><div><p>b</p><p>c</p></div><p>d</p>", "kckc").text == "a\n\nc");
  CHECK(made("<div>a<p>b</p>c</div>", "kck").text == "a\n\nc");
  CHECK(made("<div>a<p>b</p>c</div>", "ckc").text == "b");
  CHECK(made("<p>a</p>", "c").text == "");
}

TEST_CASE("the largest subtree of one fate is one piece of chaff") {
  const Made page = made("<p>a</p><nav><ul><li>b<li>c</ul></nav><div class=share><p>d</p></div>", "kccc");
  REQUIRE(page.chaff.size() == 2);
  CHECK(page.chaff[0].reason == record::Removal::kNavigation);
  CHECK(page.chaff[1].reason == record::Removal::kInterface);
}

TEST_CASE("what is only left, or stands elsewhere, is no chaff") {
  CHECK(made("<p>a</p><div><p>b</p><p>c</p></div>", "kle").chaff.empty());
  CHECK(made("<p>a</p><div><p>b</p><p>c</p></div>", "kcl").chaff.size() == 1);
}

TEST_CASE("pictures stay between kept blocks, and go with what goes") {
  const std::string_view html = "<p>a</p><img src=x.png alt=X><p>b</p><div><img src=y.png alt=Y><p>c</p></div>";
  CHECK(made(html, "kkc", html::RenderAs::kMarkdown).text == "a\n\n![X](x.png)\n\nb");
}
