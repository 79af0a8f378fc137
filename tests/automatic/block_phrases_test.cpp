// Phrases that stand beside content, in many languages.
#include "automatic/block_phrases.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "automatic/blocks.h"
#include "base/embedded.h"
#include "base/rows.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

std::string sort_of(std::string_view words) {
  const std::uint32_t sort = phrase_sort(word_hashes(words));
  return sort == 0 ? "" : std::string(phrase_sorts()[sort - 1]);
}

std::string at_start(std::string_view words) {
  const std::uint32_t sort = phrase_at_start(word_hashes(words));
  return sort == 0 ? "" : std::string(phrase_sorts()[sort - 1]);
}

}  // namespace

TEST_CASE("a block that is a phrase is of its sort") {
  CHECK(sort_of("Related Articles") == "related");
  CHECK(sort_of("You may also like:") == "related");
  CHECK(sort_of("Schreibe einen Kommentar") == "comments");
  CHECK(sort_of("Add to cart") == "buy");
  CHECK(sort_of("\u76f8\u5173\u6587\u7ae0") == "related");
  CHECK(sort_of("Related articles of association") == "");
  CHECK(sort_of("") == "");
}

TEST_CASE("a block may start with a phrase of two words or more") {
  CHECK(at_start("All rights reserved. Example Ltd") == "legal");
  CHECK(at_start("Sign up for our newsletter today") == "subscribe");
  CHECK(at_start("By the river") == "");
}

TEST_CASE("no two phrases of the table have the same hash but those of the same words") {
  std::map<std::uint64_t, std::vector<std::uint32_t>> known;
  base::for_each_row(base::embedded("data/block_phrases.tsv"), [&](std::string_view row) {
    const std::string sort(base::take_column(row));
    while (!row.empty()) {
      const std::size_t end = std::min(row.find('|'), row.size());
      const auto words = word_hashes(row.substr(0, end));
      CAPTURE(sort, std::string(row.substr(0, end)));
      CHECK(!words.empty());
      CHECK(words.size() <= 12);
      CHECK(phrase_sort(words) != 0);
      row.remove_prefix(std::min(end + 1, row.size()));
    }
  });
}
