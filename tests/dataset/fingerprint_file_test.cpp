// Fingerprints that are kept beside the versions: read back as they were, for the file of records that they are of.
#include "dataset/fingerprint_file.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "dataset/new_records.h"
#include "dataset/records.h"

namespace thresh::dataset {
namespace {

const std::string kDigest = base::hex(base::sha256("records"));

record::Fingerprint print_of(const std::string& words) { return record::fingerprint({words, {}, {}}); }

void keep(tests::MemoryDisk& disk, std::initializer_list<std::string> texts) {
  auto prints = NewFingerprints::create(disk, "prints").value();
  for (const std::string& text : texts) REQUIRE(prints.add(print_of(text)));
  REQUIRE(prints.commit(kDigest));
}

TEST_CASE("fingerprints read back as they were") {
  tests::MemoryDisk disk;
  keep(disk, {"one", "two"});
  const auto prints = OldFingerprints::read(disk, "prints", kDigest);
  CHECK(prints.at(0)->digest == print_of("one").digest);
  CHECK(prints.at(1)->digest == print_of("two").digest);
  CHECK_FALSE(prints.at(2));
  keep(disk, {});
  CHECK_FALSE(OldFingerprints::read(disk, "prints", kDigest).at(0));
}

TEST_CASE("fingerprints of other records, damaged ones and none are none") {
  tests::MemoryDisk disk;
  CHECK_FALSE(OldFingerprints::read(disk, "prints", kDigest).at(0));
  keep(disk, {"one", "two"});
  CHECK_FALSE(OldFingerprints::read(disk, "prints", base::hex(base::sha256("others"))).at(0));
  const std::string whole = disk.files["prints"];
  for (const std::size_t at : {std::size_t{0}, whole.size() / 2, whole.size() - 2}) {
    disk.files["prints"] = whole;
    disk.files["prints"][at] ^= 1;
    CHECK_FALSE(OldFingerprints::read(disk, "prints", kDigest).at(0));
  }
  disk.files["prints"] = whole.substr(1);
  CHECK_FALSE(OldFingerprints::read(disk, "prints", kDigest).at(0));
  disk.files["prints"] = "";
  CHECK_FALSE(OldFingerprints::read(disk, "prints", kDigest).at(0));
}

// A version whose records are kept, with the fingerprints that there are.
std::string kept_with(const std::string& lines, OldFingerprints prints, std::string* noted = nullptr) {
  tests::MemoryDisk disk;
  disk.folders.insert("data");
  auto versions = Versions::create(disk, "data").value();
  REQUIRE(versions.recover());
  auto version = versions.begin().value();
  disk.files["before.jsonl"] = lines;
  NewRecords::Before before;
  before.records = *OldLines::read(*RecordFile::open(disk, "before.jsonl"), "id");
  before.fingerprints = std::move(prints);
  auto records = NewRecords::begin(version, {}, std::move(before)).value();
  records.note_fingerprints(disk, "prints");
  REQUIRE(records.keep({"b", "a", "c"}, NewRecords::Mark::kFresh));
  REQUIRE(records.finish());
  records.keep_fingerprints(kDigest);
  if (noted != nullptr) *noted = disk.files["prints"];
  for (const auto& [path, bytes] : disk.files) {
    if (path.ends_with("/records.jsonl")) return bytes;
  }
  return "(none)";
}

TEST_CASE("records that stay are the same with their fingerprints and without") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + ' ';
  const std::string long_one = '"' + text + '"';
  const std::string lines =
      tests::qa("a", long_one, "") + '\n' + tests::qa("b", "\"One\"", "") + '\n' + tests::qa("c", long_one, "") + '\n';
  std::string noted;
  const std::string without = kept_with(lines, {}, &noted);
  CHECK(without.find("\"duplicate_of\":\"a\"") != std::string::npos);
  tests::MemoryDisk disk;
  disk.files["prints"] = noted;
  // In the order in which they were written: b, a, c.
  const auto prints = OldFingerprints::read(disk, "prints", kDigest);
  REQUIRE(prints.at(2));
  CHECK(prints.at(1)->digest == prints.at(2)->digest);
  CHECK(prints.at(0)->digest != prints.at(1)->digest);
  CHECK(kept_with(without, prints) == without);
}

}  // namespace
}  // namespace thresh::dataset
