// Authors and dates from the lines about a title.
#include "automatic/byline.h"

#include <catch2/catch.hpp>

#include "automatic/models.h"
#include "convert/pages.h"

using namespace thresh;

namespace {

struct Read {
  std::string author, date;
};

Read read(const std::string& lines) {
  const std::string html =
      "<title>Rain</title><h1>Rain</h1>" + lines + "<p>It rained for three days, and then it stopped.</p>";
  const auto page = tests::open_page("p.html", html);
  const automatic::Analysis analysis(page->view(), automatic::shipped_models());
  const auto byline =
      automatic::byline_of(page->view(), analysis, 0, std::vector<bool>(analysis.blocks().size(), false));
  return {byline.author ? text::compose(byline.author->passage) : "",
          byline.date ? text::compose(byline.date->passage) : ""};
}

}  // namespace

TEST_CASE("a by-line names its author and its date, in any order and language") {
  CHECK(read("<p>By Ann Berg | May 4, 2024</p>").author == "Ann Berg");
  CHECK(read("<p>By Ann Berg | May 4, 2024</p>").date == "May 4, 2024");
  CHECK(read("<div>4. Mai 2024 \u2022 von Bo Lund</div>").author == "Bo Lund");
  CHECK(read("<div>4. Mai 2024 \u2022 von Bo Lund</div>").date == "4. Mai 2024");
}

TEST_CASE("an element whose class says author names one") {
  CHECK(read("<div class=post-author><a href=/ann>Ann Berg</a></div>").author == "Ann Berg");
  CHECK(read("<div class=post-tags><a href=/ann>Ann Berg</a></div>").author == "");
}

TEST_CASE("a team may be an author, a label may stand in a block of its own") {
  CHECK(read("<p>By The Daily Team</p>").author == "The Daily Team");
  CHECK(read("<h4>Written by</h4><div>Ann Berg</div>").author == "Ann Berg");
  CHECK(read("<p>By<span class=x>Ann Berg</span></p>").author == "Ann Berg");
}

TEST_CASE("what is no name and no date is none") {
  CHECK(read("<p>By the river, where nobody lived any more, it was dark</p>").author == "");
  CHECK(read("<p>Chapter 4 of 12</p>").date == "");
  CHECK(read("<nav>By Ann Berg, May 4, 2024</nav>").author == "");
}
