// Which pages speak about templates.
#include "clean/page_syntax.h"

#include <catch2/catch.hpp>

using namespace thresh;

namespace {

bool teaches_braces(std::string_view paragraph, bool code = false) {
  text::Passage page;
  text::Run run;
  run.text = paragraph;
  run.code = code;
  page.runs.push_back(run);
  const auto family = clean::whole_artifact("{{ x }}");
  return clean::PageSyntax::survey(page).teaches(*family);
}

}  // namespace

TEST_CASE("A page teaches what it shows in code") {
  CHECK(teaches_braces("<p>{{ user.name }}</p>", true));
  CHECK_FALSE(teaches_braces("{% if x %}", true));
}

TEST_CASE("A page teaches what it explains in prose, not what leaked into a sentence") {
  CHECK(teaches_braces("How do I write {{ friends.length }} in an Angular template?"));
  CHECK_FALSE(teaches_braces("There are {{ friends.length }} people who like this answer."));
  CHECK_FALSE(teaches_braces("{{ friends.length }}"));
}
