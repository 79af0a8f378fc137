// Which blocks of an article are no part of its text.
#include "automatic/stray_blocks.h"

#include <catch2/catch.hpp>

#include "automatic/models.h"
#include "convert/pages.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

const std::string kText = "<p>It rained for three days in the hills, and then it stopped at last.</p>";

// A letter a block: k kept, c chaff. All are kept at first.
std::string taken(const std::string& html, std::string_view author = "") {
  const auto page = tests::open_page("p.html", html);
  const Analysis analysis(page->view(), shipped_models());
  std::vector<Fate> fates(analysis.blocks().size(), Fate::kKept);
  take_stray_blocks(page->view(), analysis, author, fates);
  std::string out;
  for (const Fate fate : fates) out += fate == Fate::kKept ? 'k' : 'c';
  return out;
}

}  // namespace

TEST_CASE("stray lines go, some only behind the text") {
  CHECK(taken(kText + "<p>Advertisement</p>" + kText) == "kck");
  CHECK(taken(kText + "<p>Tags: Ferries, Kingsmouth</p>") == "kc");
  CHECK(taken("<p>Tags: Ferries, Kingsmouth</p>" + kText) == "kk");
  CHECK(taken(kText + "<p>Tags: Ferries</p><p>Quelle: dpa</p>") == "kcc");
}

TEST_CASE("the small box of a line that sells goes with it, and no other text") {
  CHECK(taken(kText +
              "<div><h3>The Echo Daily</h3><p>Our editors pick the stories that matter.</p><p>By signing up you "
              "agree to our terms.</p></div>" +
              kText) == "kccck");
  CHECK(taken("<article>" + kText + "<p>You have 2 free articles left this month.</p>" + kText + "</article>") ==
        "kck");
  CHECK(taken("<div>" + kText + kText + kText + kText + "<p>You have 2 free articles left.</p>" + kText + "</div>") ==
        "kkkkck");
}

TEST_CASE("links behind a label go with it") {
  CHECK(taken(kText + "<p>【関連記事】</p><p><a href=/r>図書館が浸水から再開</a></p>" + kText) == "kcck");
  CHECK(taken(kText + "<h3>Related stories</h3>" + kText) == "kck");
}

TEST_CASE("the lines about the author at the end go") {
  CHECK(taken(kText + "<p>Ann Berg is the author of Slow Boats and lives in Hull.</p>", "Ann Berg") == "kc");
  CHECK(taken(kText + "<div><div>Ann Berg</div><p>Ann has covered transport since 2011.</p></div>", "Ann Berg") ==
        "kcc");
  CHECK(taken(kText + "<p>Bo Lund is the author of Slow Boats and lives in Hull.</p>", "Ann Berg") == "kk");
  CHECK(taken("<p>Ann Berg stood in the rain with the others until noon.</p>" + kText, "Ann Berg") == "kk");
  CHECK(taken("<p>Ann Berg stood in the rain with the others until noon.</p>", "Ann Berg") == "k");
  CHECK(taken(kText + "<p>Ann has covered transport since 2011.</p>", "Ann Berg") == "kk");
}
