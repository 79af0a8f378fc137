// Patterns: single names by the table tests/source/glob.tsv, whole paths over a disk in memory.
#include "source/glob.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "text/table.h"

namespace {

using thresh::source::find_matches;
using thresh::source::matches_part;
using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("a name matches a pattern as the table tells") {
  for (const auto& row : thresh::tests::table("source/glob.tsv", 3)) {
    INFO(row[0] << " against " << row[1]);
    CHECK(matches_part(row[0], row[1]) == (row[2] == "yes"));
  }
}

TEST_CASE("a pattern made of a name by hiding parts of it still matches the name") {
  REQUIRE(rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
    std::string pattern;
    for (const char c : text) {
      const int how = *rc::gen::inRange(0, 5);
      pattern += how == 0 ? "?" : how == 1 ? "*" : how == 2 ? std::string("[a-") + c + "]" : std::string(1, c);
    }
    RC_ASSERT(matches_part(pattern, text));
    RC_ASSERT(!matches_part(pattern + "!", text));
  }));
}

TEST_CASE("any pattern against any name ends without a read past either") {
  REQUIRE(rc::check([](const std::string& pattern, const std::string& name) { matches_part(pattern, name); }));
}

TEST_CASE("paths are matched part by part, and ** goes through any number of folders") {
  thresh::tests::MemoryDisk disk;
  disk.files = {{"a/x.html", ""}, {"a/b/y.html", ""}, {"a/b/c/z.txt", ""}, {"a/.git/q.html", ""},
                {"d/x.html", ""}, {"top.html", ""},   {"/abs/x.html", ""}, {".dot/r.html", ""}};
  CHECK(find_matches(disk, "*.html") == Paths{"top.html"});
  CHECK(find_matches(disk, "*/x.html") == Paths{"a/x.html", "d/x.html"});
  CHECK(find_matches(disk, "a/*/y.html") == Paths{"a/b/y.html"});
  CHECK(find_matches(disk, "a//b/*") == Paths{"a/b/c", "a/b/y.html"});
  CHECK(find_matches(disk, "a/**/*.html") == Paths{"a/b/y.html", "a/x.html"});
  CHECK(find_matches(disk, "a/**/**/z.*") == Paths{"a/b/c/z.txt"});
  CHECK(find_matches(disk, "a/**") == Paths{"a/b", "a/b/c", "a/b/c/z.txt", "a/b/y.html", "a/x.html"});
  CHECK(find_matches(disk, "**/z.txt") == Paths{"a/b/c/z.txt"});
  CHECK(find_matches(disk, "/abs/*") == Paths{"/abs/x.html"});
  CHECK(find_matches(disk, ".dot/*") == Paths{".dot/r.html"});
  CHECK(find_matches(disk, "a/.g*/*") == Paths{"a/.git/q.html"});
  CHECK(find_matches(disk, "nothing/*").empty());
  CHECK(find_matches(disk, "top.html/*").empty());
}
