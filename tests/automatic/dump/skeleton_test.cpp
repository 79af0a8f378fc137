// Which lines are taken for those that carry the posts.
#include "automatic/dump/skeleton.h"

#include <catch2/catch.hpp>

#include "dumps.h"

using namespace thresh;
using namespace thresh::automatic;

TEST_CASE("a line that comes with every post goes before one that comes with some") {
  std::string text = "How deep is the well?\n\n";
  for (int i = 0; i < 6; ++i) {
    text += "anna, May " + std::to_string(i + 1) + ", 2020\n" + tests::prose(i) + (i % 3 == 0 ? "3 Likes\n" : "");
  }
  const tests::DumpLines dump(text);
  const auto markers = markers_of(dump.lines);
  REQUIRE_FALSE(markers.empty());
  CHECK(markers.front().lines.size() == 6);
  CHECK(markers.front().lines.front() == 1);
}

TEST_CASE("a text without anything that repeats has no marker, nor has a list of labels") {
  const tests::DumpLines text(tests::prose(1) + tests::prose(2) + tests::prose(3));
  CHECK(markers_of(text.lines).empty());
  const tests::DumpLines menu("Home\nAbout\nHome\nAbout\nHome\n");
  CHECK(markers_of(menu.lines).empty());
}
