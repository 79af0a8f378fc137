// How many blocks are kept: as many as are worth most.
#include "automatic/main_content.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh::automatic;

namespace {

double worth(const std::vector<double>& p, const std::vector<std::uint32_t>& w, const std::vector<bool>& kept) {
  double right = 0, all = 0, size = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    all += p[i] * w[i];
    if (!kept[i]) continue;
    right += p[i] * w[i];
    size += w[i];
  }
  return choice_worth(right, size, all);
}

}  // namespace

TEST_CASE("the likely blocks are kept, the unlikely ones not") {
  const MainContent chosen = choose_blocks(std::vector{0.1, 0.9, 0.8, 0.05}, std::vector<std::uint32_t>{9, 50, 40, 30});
  CHECK(chosen.kept == std::vector{false, true, true, false});
  CHECK(chosen.expected == Approx(2 * 77.0 / (90 + 79.4)));
}

TEST_CASE("where nothing is likely the best of it is kept") {
  const MainContent chosen = choose_blocks(std::vector{0.25, 0.3}, std::vector<std::uint32_t>{10, 10});
  CHECK(chosen.kept == std::vector{true, true});
}

TEST_CASE("a paragraph among kept ones of its make is kept, unless it is unlikely or made otherwise") {
  const auto kept = [](std::string_view middle, double probability) {
    const std::string paragraph = "<p class='text one'>The harbour was quiet that morning, and nobody spoke of it.</p>";
    const auto page =
        thresh::tests::ExtractPage::html("<div>" + paragraph + std::string(middle) + paragraph + "</div>");
    const Blocks blocks = blocks_of(page.document(), thresh::html::Visibility(page.document()));
    REQUIRE(blocks.blocks.size() == 3);
    std::vector<bool> chosen = {true, false, true};
    keep_paragraphs(page.document(), blocks.blocks, std::vector{0.9, probability, 0.9}, chosen);
    return static_cast<bool>(chosen[1]);
  };
  CHECK(kept("<p class='text quoted'>Then the first boat came in, with no one at the wheel.</p>", 0.4));
  CHECK_FALSE(kept("<p class='text quoted'>Then the first boat came in, with no one at the wheel.</p>", 0.1));
  CHECK_FALSE(kept("<p class=promo>Sign up for our letter, which comes every week on Friday.</p>", 0.4));
  CHECK_FALSE(kept("<div class=text>Sign up for our letter, which comes every week on Friday.</div>", 0.4));
  CHECK_FALSE(kept("<p class=text><a href=/x>Sign up for our letter, which comes every week on Friday.</a></p>", 0.4));
  CHECK_FALSE(kept("<p class=text>Read more.</p>", 0.4));
}

TEST_CASE("no blocks, nothing kept") {
  CHECK(choose_blocks({}, {}).kept.empty());
  CHECK(choose_blocks({}, {}).expected == 0);
}

TEST_CASE("no other number of the likeliest blocks is worth more") {
  rc::check([] {
    const auto sizes = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, 60));
    std::vector<double> p;
    for (std::size_t i = 0; i < sizes.size(); ++i) p.push_back(*rc::gen::inRange(0, 1000) / 1000.0);
    const MainContent chosen = choose_blocks(p, sizes);
    for (const double cut : p) {
      std::vector<bool> kept;
      for (const double one : p) kept.push_back(one >= cut);
      RC_ASSERT(worth(p, sizes, kept) <= worth(p, sizes, chosen.kept) + 1e-9);
    }
  });
}
