// The account of what was removed.
#include "clean/tally.h"

#include <catch2/catch.hpp>

using namespace thresh;
using record::Removal;

TEST_CASE("A tally counts by reason, keeps the first example and the order of the list") {
  clean::Tally tally;
  tally.add(Removal::kDisclaimer, "Not medical advice.");
  tally.add(Removal::kTemplateArtifact, "{{ a }}");
  tally.add(Removal::kTemplateArtifact, "{{ b }}", 3);
  const auto entries = tally.entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].reason == Removal::kTemplateArtifact);
  CHECK(entries[0].count == 4);
  CHECK(entries[0].example == "{{ a }}");
  CHECK(entries[1].reason == Removal::kDisclaimer);
}

TEST_CASE("A long example is cut after whole characters and stands on one line") {
  clean::Tally tally;
  std::string text = "line\nline ";
  for (int i = 0; i < 100; ++i) text += "é";
  tally.add(Removal::kHidden, text);
  const std::string example = tally.entries().front().example;
  CHECK(example.starts_with("line line é"));
  CHECK(example.ends_with("é…"));
}
