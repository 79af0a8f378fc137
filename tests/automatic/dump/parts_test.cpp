// Names and dates in lines, and which post they belong to.
#include "automatic/dump/parts.h"

#include <catch2/catch.hpp>

#include "dumps.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

std::string name_of(std::string_view line) {
  Tokens tokens;
  return std::string(name_in(line, mark_line(line, tokens).marks));
}

}  // namespace

TEST_CASE("a name stands behind by, before wrote, or beside a date") {
  CHECK(name_of("Answered by Susan Berg") == "Susan Berg");
  CHECK(name_of("by anna17 on May 1, 2020") == "anna17");
  CHECK(name_of("Petra wrote on May 1, 2020") == "Petra");
  CHECK(name_of("anna (Anna Holm) May 1, 2020, 7:33pm 1") == "anna");
  CHECK(name_of("Jens Holm, May 1, 2020") == "Jens Holm");
  CHECK(name_of("jens Discussion starter") == "jens");
  CHECK(name_of("jens | Premium") == "jens");
  CHECK(name_of("May 1, 2020") == "");
}

TEST_CASE("the number of a link is no part of a name") {
  CHECK(name_of("[10]nettle99") == "nettle99");
  CHECK(without_link_number("[10]anna") == "anna");
  CHECK(without_link_number("[10]") == "[10]");
  CHECK(without_link_number("[x]anna") == "[x]anna");
}

TEST_CASE("a date is told from what stands beside it in its line") {
  CHECK(date_in("Posted March 12, 2020") == "March 12, 2020");
  CHECK(date_in("anna (Anna) May 1, 2020, 7:33pm 4") == "May 1, 2020, 7:33pm");
  CHECK(date_in("Susan Berg") == "");
}

TEST_CASE("parts above the first text and not below the last belong to the text below them") {
  std::string text = "Wells\n\n";
  for (const char* name : {"anna", "petra", "jens"})
    text += std::string(name) + "\nPosted May 1, 2020\n" + tests::prose(name[0]);
  const tests::DumpLines dump(text);
  const auto markers = markers_of(dump.lines);
  REQUIRE_FALSE(markers.empty());
  const auto segments = segments_of(dump.dump.lines, dump.lines, markers.front());
  REQUIRE(segments);
  extract::TypeReader types;
  const DumpParts parts = parts_of(dump.dump.lines, dump.lines, *segments, types);
  REQUIRE(parts.posts.size() == 3);
  CHECK(parts.posts[0].author.words == "anna");
  CHECK(parts.posts[2].author.words == "jens");
  CHECK(parts.posts[1].date.words == "May 1, 2020");
  CHECK(parts.authors == Approx(1));
}

TEST_CASE("parts below the last text and not above the first belong to the text above them") {
  std::string text = "Wells\n\n";
  for (const char* name : {"anna", "petra", "jens"}) {
    text +=
        tests::prose(name[0]) + "Share\nanswered May " + std::to_string(name[0] % 9 + 1) + ", 2020\n" + name + "\n\n";
  }
  const tests::DumpLines dump(text);
  extract::TypeReader types;
  for (const Marker& marker : markers_of(dump.lines)) {
    if (!dump.dump.lines[marker.lines.front()].text.starts_with("answered")) continue;
    const auto segments = segments_of(dump.dump.lines, dump.lines, marker);
    REQUIRE(segments);
    const DumpParts parts = parts_of(dump.dump.lines, dump.lines, *segments, types);
    REQUIRE(parts.posts.size() == 3);
    CHECK(parts.posts[0].author.words == "anna");
    CHECK(parts.posts[2].author.words == "jens");
    return;
  }
  FAIL("no marker that says who answered");
}
