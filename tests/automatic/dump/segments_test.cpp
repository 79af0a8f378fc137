// Where the text of each post begins and ends.
#include "automatic/dump/segments.h"

#include <catch2/catch.hpp>

#include "dumps.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

// The texts that the marker with the given first line leaves.
std::vector<std::string> texts(const tests::DumpLines& dump, std::string_view first) {
  for (const Marker& marker : markers_of(dump.lines)) {
    if (dump.dump.lines[marker.lines.front()].text != first) continue;
    const auto segments = segments_of(dump.dump.lines, dump.lines, marker);
    if (!segments) return {};
    std::vector<std::string> all;
    for (const LineRange& body : segments->bodies) {
      std::string& text = all.emplace_back();
      for (std::uint32_t i = body.begin; i < body.end; ++i) text += std::string(dump.dump.lines[i].text) + '\n';
    }
    return all;
  }
  return {};
}

}  // namespace

TEST_CASE("a marker above each text leads, and the last text ends where other pages are listed") {
  const tests::DumpLines dump("Wells\n\nby anna on May 1, 2020\n" + tests::prose(1) + "by Petra on May 2, 2020\n" +
                              tests::prose(2) + "by Jens on May 3, 2020\n" + tests::prose(3) + "Related questions\n" +
                              tests::prose(4));
  CHECK(texts(dump, "by anna on May 1, 2020") ==
        std::vector<std::string>{tests::prose(1), tests::prose(2), tests::prose(3)});
}

TEST_CASE("buttons below each text are not a part of it") {
  std::string text = "Wells\n\n";
  for (int i = 1; i <= 4; ++i) {
    text +=
        "user" + std::to_string(i) + "\nMay " + std::to_string(i) + ", 2020\n" + tests::prose(i) + "Reply Quote\n\n";
  }
  const tests::DumpLines dump(text);
  CHECK(texts(dump, "May 1, 2020") ==
        std::vector<std::string>{tests::prose(1), tests::prose(2), tests::prose(3), tests::prose(4)});
}

TEST_CASE("a quote in a text stays in it") {
  std::string text = "Wells\n\n";
  for (int i = 1; i <= 4; ++i) {
    text += "#" + std::to_string(i) + " May " + std::to_string(i) + ", 2020\n";
    if (i == 3) text += "anna said:\n" + tests::prose(9) + "Click to expand...\n";
    text += tests::prose(i) + "Reply Quote\n\n";
  }
  const tests::DumpLines dump(text);
  const auto all = texts(dump, "#1 May 1, 2020");
  REQUIRE(all.size() == 4);
  CHECK(all[2] == "anna said:\n" + tests::prose(9) + "Click to expand...\n" + tests::prose(3));
}

TEST_CASE("a marker that leaves fewer than two texts cuts nothing") {
  const tests::DumpLines dump("Home\n" + tests::prose(1) + "Home\n");
  CHECK(texts(dump, "Home").empty());
}

TEST_CASE("what stands above a head of answers is the question and no post") {
  const tests::DumpLines dump("We value your privacy.\n\nHow deep is the well?\n\nby anna on May 1, 2020\n" +
                              tests::prose(1) + "\n2 Answers\n\nby Petra on May 2, 2020\n" + tests::prose(2) +
                              "by Jens on May 3, 2020\n" + tests::prose(3));
  for (const Marker& marker : markers_of(dump.lines)) {
    if (dump.dump.lines[marker.lines.front()].text != "by anna on May 1, 2020") continue;
    auto segments = segments_of(dump.dump.lines, dump.lines, marker);
    REQUIRE(segments);
    REQUIRE(segments->bodies.size() == 3);
    cut_question(dump.dump.lines, dump.lines, *segments);
    REQUIRE(segments->bodies.size() == 2);
    CHECK(std::string(dump.dump.lines[segments->bodies[0].begin].text) + "\n" == tests::prose(2));
    CHECK(dump.dump.lines[segments->first_line - 1].text == "2 Answers");
    return;
  }
  FAIL("no marker that says who wrote");
}
