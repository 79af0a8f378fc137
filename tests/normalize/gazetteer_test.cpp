// The gazetteer's bytes: sorted, keyed as the program asks, with codes that exist.
#include "normalize/gazetteer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <tuple>

#include "base/embedded.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

std::vector<Row> places() { return rows_of(base::embedded("data/places.tsv")); }

// Country and region of every region in data/regions.tsv.
std::set<std::pair<std::string_view, std::string_view>> regions() {
  std::set<std::pair<std::string_view, std::string_view>> found;
  for (const Row& row : rows_of(base::embedded("data/regions.tsv"))) found.emplace(row[0], row[2]);
  return found;
}

}  // namespace

TEST_CASE("The rows of the gazetteer stand in the bytewise order of their keys") {
  const auto rows = places();
  REQUIRE(rows.size() > 30'000);
  CHECK(std::ranges::is_sorted(rows, {}, [](const Row& row) { return row[0]; }));
}

TEST_CASE("Every key of the gazetteer is folded, and is the key that the program makes of it") {
  for (const Row& row : places()) {
    INFO(row[0]);
    REQUIRE(row[0] == text::fold(row[0]));
    REQUIRE(row[0] == place_key(row[0]));
  }
}

TEST_CASE("A place is found under the name it is shown with") {
  std::size_t missing = 0;
  for (const Row& row : places()) {
    const auto found = find_places(place_key(row[1]));
    const bool same = std::ranges::any_of(
        found, [&row](const GazetteerRow& r) { return r.country == row[3] && (r.region == row[2] || row[2].empty()); });
    if (!same) ++missing;
    if (!same) UNSCOPED_INFO(row[1] << ", " << row[2] << ", " << row[3]);
  }
  CHECK(missing == 0);
}

TEST_CASE("Countries are two capitals, and regions are those of data/regions.tsv") {
  const auto known = regions();
  REQUIRE(known.size() > 600);
  for (const Row& row : places()) {
    INFO(row[0] << " " << row[2] << " " << row[3]);
    REQUIRE(row[3].size() == 2);
    REQUIRE((row[2].empty() || known.contains({row[3], row[2]})));
    REQUIRE((row[4] == "country" || row[4] == "region" || row[4] == "city" || row[4] == "town" || row[4] == "code" ||
             row[4] == "province"));
  }
}

TEST_CASE("No two regions of a country share a code") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  std::vector<std::string> twice;
  for (const Row& row : rows_of(base::embedded("data/regions.tsv"))) {
    if (!seen.emplace(row[0], row[2]).second) twice.push_back(std::string(row[0]) + "-" + std::string(row[2]));
  }
  CHECK(twice.empty());
}

TEST_CASE("A key that the gazetteer lacks finds nothing, before, between and behind its rows") {
  for (const std::string_view key : {"", "!", "#", "aaaaaaaaaa", "seattl", "seattle ", "zzzzzz", "\xF4\x8F\xBF\xBF"}) {
    INFO(key);
    CHECK(find_places(key).empty());
  }
}

TEST_CASE("The first and the last row of the gazetteer are found") {
  const auto rows = places();
  CHECK_FALSE(find_places(rows.front()[0]).empty());
  CHECK_FALSE(find_places(rows.back()[0]).empty());
}

}  // namespace thresh::normalize
