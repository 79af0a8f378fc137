// The row of a page.
#include "automatic/page_features.h"

#include <catch2/catch.hpp>
#include <set>

#include "automatic/page.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

float feature(std::string_view html, std::string_view url, std::string_view name) {
  const tests::Measured page(html, url);
  const auto thread = find_thread(page.page->view());
  const auto names = page_feature_names();
  const auto row = page_features(*page.page->document(), page.features, page.facts, *page.page->metas(), url,
                                 thread ? &*thread : nullptr);
  REQUIRE(row.size() == names.size());
  return row[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())];
}

}  // namespace

TEST_CASE("each column has a name of its own") {
  const auto names = page_feature_names();
  CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("the words of an address count, those of its host apart") {
  CHECK(feature("<p>x", "https://shop.example/product/red-shoe-42?x=1", "path_ware") == 1);
  CHECK(feature("<p>x", "https://shop.example/product/red-shoe-42?x=1", "host_ware") == 1);
  CHECK(feature("<p>x", "https://shop.example/product/red-shoe-42?x=1", "last_hyphens") == 2);
  CHECK(feature("<p>x", "https://shop.example/product/red-shoe-42?x=1", "path_steps") == 2);
  CHECK(feature("<p>x", "", "path_ware") == 0);
}

TEST_CASE("types are read from JSON-LD, sound or not, from microdata and from Open Graph") {
  CHECK(feature("<script type=application/ld+json>{\"@type\":\"Product\",}</script><p>x", "", "type_ware") == 1);
  CHECK(feature("<p itemtype=http://schema.org/NewsArticle>x", "", "type_story") == 1);
  CHECK(feature("<meta property=og:type content=article><p>x", "", "og_type_story") == 1);
  CHECK(feature("<p>x", "", "type_ware") == 0);
}
