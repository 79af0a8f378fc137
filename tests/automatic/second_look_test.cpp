// What the second model is told of the first one's answers.
#include "automatic/second_look.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "automatic/page.h"
#include "html/soup.h"

using namespace thresh;
using thresh::tests::Measured;

namespace {

// The rows of a page whose blocks have these answers.
class Looks {
 public:
  Looks(const Measured& page, const std::vector<double>& first) : rows_(automatic::second_look(page.features, first)) {}

  float operator()(std::size_t block, std::string_view name) const {
    const auto names = automatic::second_look_names();
    const auto column = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
    return rows_.at(block * names.size() + column);
  }

 private:
  std::vector<float> rows_;
};

}  // namespace

TEST_CASE("each column of the second look has a name of its own, and there is a row for each block") {
  const auto names = automatic::second_look_names();
  CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == names.size());
  rc::check([&] {
    const std::string html = "<p>x" + *html::tag_soup();
    const Measured page(html);
    std::vector<double> first;
    for (std::size_t i = 0; i < page.blocks.blocks.size(); ++i) first.push_back(*rc::gen::inRange(0, 101) / 100.0);
    const auto rows = automatic::second_look(page.features, first);
    RC_ASSERT(rows.size() == first.size() * names.size());
    for (const float value : rows) RC_ASSERT(std::isfinite(value));
  });
}

TEST_CASE("a block knows the answers of those before and behind it, and of the page") {
  const std::string html = "<h1>Rain in May</h1><p>one two three four</p><div>five six</div>";
  const Measured page(html);
  REQUIRE(page.blocks.blocks.size() == 3);
  const Looks looks(page, {0.5, 1, 0.25});
  CHECK(looks(1, "first") == 1);
  CHECK(looks(1, "first_m1") == 0.5F);
  CHECK(looks(1, "first_m2") == -1);
  CHECK(looks(1, "first_p1") == 0.25F);
  CHECK(looks(2, "before3") == Approx((3 * 0.5 + 4 * 1) / 7));
  CHECK(looks(2, "after3") == 0);
  CHECK(looks(0, "page_expected") == Approx(3 * 0.5 + 4 * 1 + 2 * 0.25));
  CHECK(looks(0, "page_mean") == Approx(6.0 / 9));
  CHECK(looks(1, "page_before") == Approx(1.5 / 6));
}

TEST_CASE("a block knows the answers of its like") {
  const std::string html =
      "<ul><li class=card><b class=name>one two</b><p>a b c</p></li>"
      "<li class=card><b class=name>three four five six</b><p>d e f</p></li></ul><p>end</p>";
  const Measured page(html);
  const auto& blocks = page.blocks.blocks;
  REQUIRE(blocks.size() == 5);
  REQUIRE(page.features.place(1) == page.features.place(3));
  REQUIRE(page.features.place(1) != page.features.place(4));
  const Looks looks(page, {0, 0.25, 0, 0.75, 1});
  CHECK(looks(1, "place_mean") == 0.75F);
  CHECK(looks(1, "place_others") == 0.75F);
  CHECK(looks(1, "place_most") == 0.75F);
  CHECK(looks(4, "place_others") == -1);
  CHECK(looks(1, "level1_mean") == 0);  // the name beside it
  CHECK(looks(1, "level1_share") == Approx(3 * 0.25 / (3 * 0.25 + 3 * 0.75 + 1)));
}
