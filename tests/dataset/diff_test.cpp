// Files of records compared: in any order, with ids that repeat, and what versions know beside their records.
#include "dataset/diff.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "dataset/diff_side.h"
#include "dataset/records.h"

namespace thresh::dataset {
namespace {

using tests::answer;
using tests::MemoryDisk;
using tests::qa;

struct Noted final : ChangeSink {
  std::string all;  // "class id; …"
  base::Result<void> take(const RecordChange& change) override {
    all += (all.empty() ? "" : "; ") + std::string(name(change.what)) + ' ' + change.id;
    return {};
  }
};

std::string difference(const std::string& before, const std::string& after, const DiffFacts& facts = {}) {
  MemoryDisk disk;
  disk.files["old.jsonl"] = before;
  disk.files["new.jsonl"] = after;
  auto old_file = RecordFile::open(disk, "old.jsonl").value();
  auto new_file = RecordFile::open(disk, "new.jsonl").value();
  Noted noted;
  const auto counts = diff(old_file, new_file, facts, noted);
  REQUIRE(counts.has_value());
  return noted.all + (noted.all.empty() ? "" : "; ") + std::to_string(counts->same) + " same";
}

// A record of a page with bytes of its own.
std::string line(const std::string& id, const std::string& title, const std::string& sha) {
  return qa(id, '"' + title + '"', "", sha) + "\n";
}

TEST_CASE("records are found by their id, in whatever order they stand") {
  const std::string a = line("a", "A", "1"), b = line("b", "B", "2"), c = line("c", "C", "3");
  CHECK(difference(a + b + c, c + a + b) == "3 same");
  CHECK(difference(a + b, b + c) == "new c; vanished_from_listing a; 1 same");
  CHECK(difference(a + b, line("a", "A!", "9") + b) == "edited a; 1 same");
  CHECK(difference("", a) == "new a; 0 same");
  CHECK(difference(a, "") == "vanished_from_listing a; 0 same");
  CHECK(difference("", "") == "0 same");
}

TEST_CASE("what differs in bookkeeping alone is the same") {
  CHECK(difference(line("a", "A", "1"), line("a", "A", "2")) == "1 same");
}

TEST_CASE("records of one id are paired in their order") {
  const std::string one = line("a", "One", "1"), two = line("a", "Two", "2");
  CHECK(difference(one + two, one + two) == "2 same");
  CHECK(difference(one, one + two) == "new a; 1 same");
  CHECK(difference(one + two, one) == "vanished_from_listing a; 1 same");
}

TEST_CASE("a record whose id changed is known by its page") {
  CHECK(difference(line("a", "A", "1") + line("b", "B", "2"), line("a2", "A", "1") + line("b", "B", "2")) ==
        "rules_changed a2; 1 same");
  // Two records of one page could be either.
  CHECK(difference(line("a", "A", "1") + line("b", "B", "1"), line("c", "A", "1") + line("d", "B", "1")) ==
        "new c; new d; vanished_from_listing a; vanished_from_listing b; 0 same");
}

TEST_CASE("a record whose id and page changed is known by the page's address") {
  const auto of_page = [](const std::string& id, const std::string& page, const std::string& sha) {
    std::string record = line(id, "A", sha);
    const std::string name = '"' + id + ".html\"";
    return record.replace(record.find(name), name.size(), '"' + page + '"');
  };
  CHECK(difference(of_page("a", "p", "1"), of_page("b", "p", "2")) == "edited b; 0 same");
  CHECK(difference(of_page("a", "p", "1"), of_page("b", "q", "2")) == "new b; vanished_from_listing a; 0 same");
  // By its bytes first; each old record once.
  CHECK(difference(of_page("a", "p", "1") + of_page("b", "q", "2"), of_page("c", "q", "1")) ==
        "rules_changed c; vanished_from_listing b; 0 same");
  CHECK(difference(of_page("a", "p", "1"), of_page("b", "p", "1") + of_page("c", "p", "2")) ==
        "rules_changed b; new c; 0 same");
  CHECK(difference(of_page("a", "p", "1") + of_page("b", "p", "2"), of_page("c", "p", "3")) ==
        "new c; vanished_from_listing a; vanished_from_listing b; 0 same");
}

TEST_CASE("a record that is known to be gone at its source says so") {
  CHECK(difference(line("a", "A", "1"), "", {false, {"a"}}) == "removed_at_source a; 0 same");
}

TEST_CASE("a damaged line ends it, with its place") {
  MemoryDisk disk;
  disk.files["old.jsonl"] = line("a", "A", "1") + "{\"id\":\"b\",\n";
  disk.files["new.jsonl"] = line("a", "A", "1");
  auto old_file = RecordFile::open(disk, "old.jsonl").value();
  auto new_file = RecordFile::open(disk, "new.jsonl").value();
  Noted noted;
  const auto counts = diff(old_file, new_file, {}, noted);
  REQUIRE_FALSE(counts.has_value());
  CHECK(counts.error().place.file == "old.jsonl");
  CHECK(counts.error().place.line == 2);
}

TEST_CASE("a thousand records of one id are no thousand times a thousand comparisons") {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += line("a", std::to_string(i), std::to_string(i));
  CHECK(difference(many, many) == "20000 same");
}

TEST_CASE("versions tell what is gone, and whether rules or program are others") {
  MemoryDisk disk;
  const auto version = [&](std::uint32_t number, const std::string& records, const std::string& changes,
                           const std::string& program) {
    const std::string folder = "data/versions/00000" + std::to_string(number) + '/';
    const std::string previous = number == 1 ? "null" : std::to_string(number - 1);
    disk.files[folder + "records.jsonl"] = records;
    disk.files[folder + "changes.jsonl"] = changes;
    disk.files[folder + "manifest.json"] =
        R"({"schema":1,"dataset":"d","version":)" + std::to_string(number) + R"(,"previous":)" + previous +
        R"(,"created":"","program":")" + program +
        R"(","rules":[],"records":0,"stale":0,"changes":{},"files":[],"statistics":{},"held":[]})";
  };
  version(1, line("a", "A", "1") + line("b", "B", "2"), "", "1");
  version(2, line("b", "B", "2"),
          R"({"change":"removed_at_source","id":"a","fields":[]})"
          "\n",
          "1");
  version(3, line("b", "B", "2"),
          R"({"change":"removed_at_source","id":"b","fields":[]})"
          "\n"
          R"({"change":"new","id":"b","fields":[]})"
          "\n",
          "2");
  auto one = open_side(disk, "data/versions/000001").value();
  auto three = open_side(disk, "data/versions/000003").value();
  // The disk of tests knows no "..": what lies between two versions is tested with the program (tests/cli/diff.test).
  CHECK(facts_between(disk, one, three)->rules_changed);
  auto two = open_side(disk, "data/versions/000002").value();
  CHECK_FALSE(facts_between(disk, one, two)->rules_changed);
  CHECK(two.manifest->version == 2);
  CHECK_FALSE(open_side(disk, "data/versions").has_value());
}

}  // namespace
}  // namespace thresh::dataset
