// Ratings that are drawn as rows of icons.
#include "automatic/thread/star_icons.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/arena.h"
#include "html/parse.h"
#include "html/soup.h"

using namespace thresh;

namespace {

// "4 out of 5 stars" of the row in a page's first <p>; empty where there is none.
std::string stars(const std::string& row) {
  const std::string page = "<body><p>" + row;
  base::Arena arena;
  const html::Document document = html::parse(page, {}, arena);
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != html::Name::kP) continue;
    const auto found = automatic::star_icons(document, id);
    return found ? found->words(true) : "";
  }
  return "no <p>";
}

std::string times(int count, const std::string& icon) {
  std::string out;
  for (int i = 0; i < count; ++i) out += icon;
  return out;
}

}  // namespace

TEST_CASE("stars are counted by what their names say") {
  CHECK(stars(times(4, "<i class='fa fa-star'></i>") + "<i class='fa fa-star-o'></i>") == "4 out of 5 stars");
  CHECK(stars(times(3, "<i class='fas fa-star'></i>") + "<i class='fas fa-star-half-alt'></i>" +
              "<i class='far fa-star'></i>") == "3.5 out of 5 stars");
  CHECK(stars(times(2, "<span class='fa fa-star checked'></span>") + times(3, "<span class='fa fa-star'></span>")) ==
        "2 out of 5 stars");
  CHECK(stars(times(4, "<svg class='star filled'><path/></svg>") + "<svg class=star><path/></svg>") ==
        "4 out of 5 stars");
  CHECK(stars(times(3, "<img src='/i/star-on.png'>") + times(2, "<img src='/i/star-off.png'>")) == "3 out of 5 stars");
  CHECK(stars(times(1, "<svg><use href='#icon-star-full'></use></svg>") +
              times(4, "<svg><use href='#icon-star-empty'></use></svg>")) == "1 out of 5 stars");
  CHECK(stars(times(4, "<i class='starIcon starFull'></i>") + "<i class='starIcon starEmpty'></i>") ==
        "4 out of 5 stars");
}

TEST_CASE("an icon within a star is that star, and a row that is called stars is none") {
  CHECK(stars(times(3, "<b class='star on'><i class='fa fa-star'></i></b>") +
              times(2, "<b class=star><i class='fa fa-star'></i></b>")) == "3 out of 5 stars");
  CHECK(stars("<span class='stars on'>" + times(4, "<i class=star></i>") + "</span>") == "4 out of 4 stars");
  CHECK(stars("<span class='star-rating'>" + times(4, "<b class='star full'><i class=star></i></b>") +
              "<b class=star><i class=star></i></b></span>") == "4 out of 5 stars");
}

TEST_CASE("what holds text, no stars or only empty ones is no rating") {
  CHECK(stars("") == "");
  CHECK(stars("<i class='fa fa-heart'></i><i class='fa fa-start'></i>") == "");
  CHECK(stars(times(5, "<i class='fa fa-star'></i>") + "(12)") == "");
  CHECK(stars(times(5, "<i class='fa fa-star-o'></i>")) == "");
  CHECK(stars("<i class='star full'></i><i class='star empty'></i>") == "");
  CHECK(stars(times(11, "<i class='star full'></i>")) == "");
}

TEST_CASE("any row of icons has no more full stars than stars") {
  rc::check([] {
    const std::string page = *html::tag_soup() + "<i class='star half'></i>";
    base::Arena arena;
    const html::Document document = html::parse(page, {}, arena);
    for (html::NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_element(id)) continue;
      const auto found = automatic::star_icons(document, id);
      if (found) RC_ASSERT(found->halves > 0 && found->halves <= 2 * found->all);
    }
  });
}
