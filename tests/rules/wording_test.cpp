// The words that errors share.
#include "rules/wording.h"

#include <catch2/catch.hpp>

namespace thresh::rules {
namespace {

TEST_CASE("A suggestion is near, and a far name gets none") {
  constexpr std::string_view kNames[] = {"answers", "title", "question"};
  CHECK(did_you_mean("anwsers", kNames) == ": did you mean `answers`?");
  CHECK(did_you_mean("titel", kNames) == ": did you mean `title`?");
  CHECK(did_you_mean("footer", kNames).empty());
}

TEST_CASE("An unknown name comes with a suggestion or with all names") {
  constexpr std::string_view kNames[] = {"title", "body"};
  CHECK(unknown("field", "titel", kNames).message == "unknown field `titel`: did you mean `title`?");
  CHECK(unknown("field", "titel", kNames).hint.empty());
  CHECK(unknown("field", "footer", kNames).hint == "there are: title, body");
  CHECK(unknown("field", "footer", {}).hint.empty());
}

TEST_CASE("A character that cannot be seen is named, another is shown") {
  CHECK(foreign_character("title").empty());
  CHECK(foreign_character("a\u00A0b") == "a no-break space (U+00A0)");
  CHECK(foreign_character("tit\u200Ble\u00E9") == "a zero-width space (U+200B)");
  CHECK(foreign_character("t\u00EDtle") == "`\u00ED` (U+00ED)");
  CHECK(foreign_character("\U0001F600") == "`\U0001F600` (U+1F600)");
}

TEST_CASE("A long list of names is cut") {
  const std::vector<std::string_view> names(50, "x");
  CHECK(listed(names).ends_with("x, …"));
  CHECK(listed(names).size() < 130);
}

}  // namespace
}  // namespace thresh::rules
