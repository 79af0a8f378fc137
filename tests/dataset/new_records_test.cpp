// The files of a new version: records made anew and records that stay.
#include "dataset/new_records.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "dataset/records.h"

namespace thresh::dataset {
namespace {

// A version in the making beside one that holds these lines.
struct Making {
  tests::MemoryDisk disk;
  std::optional<Versions> versions;
  std::optional<NewVersion> version;
  std::optional<NewRecords> records;
  OutputSettings output;

  explicit Making(const std::string& before, OutputSettings settings = {}) : output(std::move(settings)) {
    disk.folders.insert("data");
    versions.emplace(*Versions::create(disk, "data"));
    REQUIRE(versions->recover());
    version.emplace(*versions->begin());
    NewRecords::Before old;
    if (!before.empty()) {
      disk.files["before.jsonl"] = before;
      old.records = *OldLines::read(*RecordFile::open(disk, "before.jsonl"), "id");
    }
    records.emplace(*NewRecords::begin(*version, output, std::move(old)));
  }

  convert::Converted converted(const std::string& json) { return {tests::record_of(json), false}; }
  std::string file(const std::string& name) {
    for (const auto& [path, bytes] : disk.files) {
      if (path.ends_with("/" + name)) return bytes;
    }
    return "(none)";
  }
};

TEST_CASE("a record that stays is the line that it was") {
  const std::string line = tests::qa("a", "\"One\"", "", "aa", ",\"duplicate_of\":null");
  Making making(line + "\n");
  CHECK(*making.records->keep({"a"}, NewRecords::Mark::kFresh) == 1);
  CHECK(*making.records->keep({"b"}, NewRecords::Mark::kFresh) == 0);
  REQUIRE(making.records->finish());
  CHECK(making.file("records.jsonl") == line + "\n");
  CHECK_FALSE(making.records->differs());
}

TEST_CASE("a mark as stale is set, stays, and is taken away") {
  const std::string line = tests::qa("a", "\"One\"", "", "aa", ",\"duplicate_of\":null");
  Making making(line + "\n");
  CHECK(*making.records->keep({"a"}, NewRecords::Mark::kStale, {1'800'000'000'000, "time_out"}) == 1);
  CHECK(making.records->stale() == 1);
  CHECK(making.records->differs());
  REQUIRE(making.records->finish());
  const std::string stale = making.file("records.jsonl");
  CHECK(stale.find("\"stale\":{\"since\":\"2027-01-15T08:00:00Z\",\"reason\":\"time_out\"}") != std::string::npos);

  Making again(stale);
  CHECK(*again.records->keep({"a"}, NewRecords::Mark::kAsItWas) == 1);
  CHECK(again.records->stale() == 1);
  CHECK_FALSE(again.records->differs());

  Making fresh(stale);
  CHECK(*fresh.records->keep({"a"}, NewRecords::Mark::kFresh) == 1);
  CHECK(fresh.records->differs());
  REQUIRE(fresh.records->finish());
  CHECK(fresh.file("records.jsonl") == line + "\n");
}

TEST_CASE("a record that comes out as it was is no difference") {
  const std::string record = tests::qa("a", "\"One\"", "");
  Making making({});
  REQUIRE(making.records->add(making.converted(record)));
  REQUIRE(making.records->finish());
  CHECK(making.records->differs());
  Making again(making.file("records.jsonl"));
  CHECK(*again.records->add(again.converted(record)) == "a");
  CHECK_FALSE(again.records->differs());
}

TEST_CASE("a record that repeats another one says so") {
  const std::string answer = tests::answer(1, "\"Ada Abel\"", "\"It does not hurt at all, whatever they say of it.\"");
  Making making({});
  REQUIRE(making.records->add(making.converted(tests::qa("a", "\"One\"", answer))));
  REQUIRE(making.records->add(making.converted(tests::qa("b", "\"One\"", answer))));
  REQUIRE(making.records->finish());
  CHECK(making.file("records.jsonl").find("\"duplicate_of\":\"a\"") != std::string::npos);
}

TEST_CASE("a dataset without bookkeeping keeps a full file for the next run") {
  OutputSettings output;
  output.formats = {"jsonl", "yaml"};
  output.bare = true;
  Making making({}, output);
  REQUIRE(making.records->add(making.converted(tests::qa("a", "\"One\"", "", "aa", ",\"warnings\":[]"))));
  REQUIRE(making.records->finish());
  CHECK(making.file("full.jsonl").find("\"warnings\"") != std::string::npos);
  CHECK(making.file("records.jsonl").find("\"warnings\"") == std::string::npos);
  CHECK(making.file("records.yaml").find("title: One") != std::string::npos);
}

TEST_CASE("records that are dropped are counted, and are a difference") {
  Making making(tests::qa("a", "\"One\"", "") + "\n");
  REQUIRE(making.records->drop({"a"}, true));
  CHECK(making.records->differs());
  CHECK(making.records->records() == 0);
  CHECK(making.records->statistics().sites().begin()->second.removed == 1);
}

TEST_CASE("a record of another kind than the one that its page had is counted, where the version before has that one") {
  const auto other_kinds = [](const std::string& before, const std::vector<std::string>& was) {
    Making making(before);
    std::string json = tests::qa("qa-2", "\"One\"", "");
    REQUIRE(making.records->add(making.converted(json), NewRecords::Mark::kFresh, {}, was));
    return making.records->statistics().sites().begin()->second.other_kind;
  };
  std::string article = tests::qa("article-1", "\"One\"", "") + "\n";
  article.replace(article.find("\"kind\":\"qa\""), 11, "\"kind\":\"article\"");
  CHECK(other_kinds(article, {"article-1"}) == 1);
  CHECK(other_kinds(article, {"article-2"}) == 0);  // somebody published another version
  CHECK(other_kinds(article, {}) == 0);
  CHECK(other_kinds(tests::qa("qa-1", "\"One\"", "") + "\n", {"qa-1"}) == 0);
}

TEST_CASE("a disk that is full is an error") {
  Making making({});
  making.disk.fail_from(1);
  auto added = making.records->add(making.converted(tests::qa("a", "\"One\"", "")));
  CHECK_FALSE((added && making.records->finish()));
}

}  // namespace
}  // namespace thresh::dataset
