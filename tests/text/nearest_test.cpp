// The one rule for "did you mean": what is near, what is not, and which of several near names is taken.
#include "text/nearest.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace thresh::text {
namespace {

std::string nearest_of(std::string_view typed, const std::vector<std::string_view>& names) {
  return std::string(nearest(typed, names));
}

TEST_CASE("A third of the letters may be wrong, at least one") {
  CHECK(nearest_of("anwsers", {"answers", "title", "question"}) == "answers");
  CHECK(nearest_of("titel", {"answers", "title", "question"}) == "title");
  CHECK(nearest_of("xpth", {"xpath"}) == "xpath");
  CHECK(nearest_of("footer", {"answers", "title", "question"}) == "");
  CHECK(nearest_of("jsn", {"json"}) == "json");
  CHECK(nearest_of("abcdef", {"abcxyz"}) == "");
}

TEST_CASE("A short name is not near to everything") {
  CHECK(nearest_of("h1", {"is", "not"}) == "");
  CHECK(nearest_of("x", {"a", "b"}) == "");
  CHECK(nearest_of("it", {"is"}) == "is");
}

TEST_CASE("Case does not count, and a name that differs in nothing else is the nearest") {
  CHECK(nearest_of("XPATH", {"path", "xpath"}) == "xpath");
  CHECK(nearest_of("title", {"titles", "Title"}) == "Title");
}

TEST_CASE("Of several the nearest is taken, and of equally near ones the first") {
  CHECK(nearest_of("votes", {"vote", "voters", "note"}) == "vote");
  CHECK(nearest_of("cats", {"bats", "rats"}) == "bats");
}

TEST_CASE("Nothing is near to nothing, nor to a text that is no name") {
  CHECK(nearest_of("", {"a"}) == "");
  CHECK(nearest_of("title", {}) == "");
  CHECK(nearest_of(std::string(65, 'x'), {std::string_view("xxx")}) == "");
}

}  // namespace
}  // namespace thresh::text
