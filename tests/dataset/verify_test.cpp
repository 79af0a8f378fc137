// Damage of every sort that a version can take, and that each is named.
#include "dataset/verify.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "dataset/publishing.h"
#include "dataset/records.h"

namespace thresh::dataset {
namespace {

using tests::MemoryDisk;

const std::string kRecords = tests::qa("a", R"("A")", "") + "\n" + tests::qa("b", R"("B")", "") + "\n";

// A version with everything that one can hold.
void publish_all(MemoryDisk& disk) {
  auto versions = Versions::create(disk, "data").value();
  auto version = versions.begin().value();
  const std::pair<std::string, std::string> files[] = {
      {"records.jsonl", kRecords},
      {"changes.jsonl", R"({"change":"new","id":"a","fields":[]})"
                        "\n"},
      {"ledger.jsonl", R"({"source":"a","characters":9,"kept":5,"removed":3,"unclaimed":1,"spans":[]})"
                       "\n"}};
  for (const auto& [name, text] : files) {
    auto output = version.create(name).value();
    REQUIRE(output->write(text));
    REQUIRE(output->commit());
  }
  Manifest manifest;
  manifest.records = 2;
  REQUIRE(version.publish(manifest));
}

// The faults of a version after `damage`, "place: message; …".
template <class Damage>
std::string faults(Damage damage) {
  MemoryDisk disk;
  publish_all(disk);
  damage(disk);
  auto versions = Versions::open(disk, "data").value();
  std::string out;
  for (const Fault& fault : verify(versions, 1, false))
    out += (out.empty() ? "" : "; ") + fault.place + ": " + fault.message;
  return out;
}

// Files of version 1, and their place in faults.
const std::string kIn = "data/versions/000001/", kAt = "versions/000001/";

// Puts other bytes into a file and makes the manifest agree, so that only what they say is wrong.
void rewrite(MemoryDisk& disk, const std::string& name, const std::string& text) {
  auto versions = Versions::open(disk, "data").value();
  auto version = versions.begin().value();
  for (const std::string file : {"records.jsonl", "changes.jsonl", "ledger.jsonl"}) {
    auto output = version.create(file).value();
    REQUIRE(output->write(file == name ? text : disk.files[kIn + file]));
    REQUIRE(output->commit());
  }
  Manifest manifest;
  manifest.records = 2;
  const Manifest made = version.publish(manifest).value();
  for (const std::string file : {"records.jsonl", "changes.jsonl", "ledger.jsonl", "manifest.json"}) {
    disk.files[kIn + file] = disk.files["data/versions/000002/" + file];
  }
  std::string& json = disk.files[kIn + "manifest.json"];
  json.replace(json.find("\"version\": 2"), 12, "\"version\": 1");
}

TEST_CASE("a version as it was written has no faults") {
  CHECK(faults([](MemoryDisk&) {}).empty());
}

TEST_CASE("damaged, short, missing and foreign files are named") {
  CHECK(faults([](MemoryDisk& disk) {
          disk.files[kIn + "records.jsonl"][30] ^= 1;
        }).find(kAt + "records.jsonl: its bytes are not those that were written") == 0);
  CHECK(faults([](MemoryDisk& disk) { disk.files[kIn + "changes.jsonl"].pop_back(); }) ==
        kAt + "changes.jsonl: it has 37 bytes and should have 38");
  CHECK(faults([](MemoryDisk& disk) { disk.files.erase(kIn + "ledger.jsonl"); }) ==
        kAt + "ledger.jsonl: no such file or folder");
  CHECK(faults([](MemoryDisk& disk) { disk.files[kIn + "mine.txt"] = "x"; }) ==
        kAt + "mine.txt: the manifest does not name it");
  CHECK(faults([](MemoryDisk& disk) { disk.files.erase(kIn + "manifest.json"); }).starts_with(kAt + "manifest.json: "));
  CHECK(
      faults([](MemoryDisk& disk) { disk.files[kIn + "manifest.json"] = "{}"; }).starts_with(kAt + "manifest.json: "));
}

TEST_CASE("records of another shape or number are named by their line") {
  CHECK(faults([](MemoryDisk& disk) {
          std::string other = kRecords;
          other.replace(other.find("\"title\":\"B\""), 11, "\"title\":123");
          rewrite(disk, "records.jsonl", other);
        }) == kAt + "records.jsonl:2: /title: of another type");
  CHECK(faults([](MemoryDisk& disk) {
          rewrite(disk, "records.jsonl", kRecords + "nonsense\n");
        }).starts_with(kAt + "records.jsonl:3: this is no JSON"));
  CHECK(faults([](MemoryDisk& disk) { rewrite(disk, "records.jsonl", ""); }) ==
        kAt + "records.jsonl: it holds 0 records; the manifest says 2");
}

TEST_CASE("a ledger whose parts are not its sum, and changes of no class, are named") {
  CHECK(faults([](MemoryDisk& disk) {
          rewrite(disk, "ledger.jsonl",
                  R"({"characters":9,"kept":5,"removed":3,"unclaimed":2})"
                  "\n");
        }) == kAt + "ledger.jsonl:1: the sum is not that of its parts");
  CHECK(faults([](MemoryDisk& disk) { rewrite(disk, "ledger.jsonl", "{}\n"); }) ==
        kAt + "ledger.jsonl:1: no line of a ledger");
  CHECK(faults([](MemoryDisk& disk) {
          rewrite(disk, "changes.jsonl",
                  R"({"change":"odd"})"
                  "\n");
        }) == kAt + "changes.jsonl:1: no such class of change");
}

TEST_CASE("a manifest of another version is named") {
  CHECK(faults([](MemoryDisk& disk) {
          std::string& json = disk.files[kIn + "manifest.json"];
          json.replace(json.find("\"version\": 1"), 12, "\"version\": 7");
        }) == kAt + "manifest.json: it is that of version 7");
}

TEST_CASE("the faults of a version are bounded in number") {
  MemoryDisk disk;
  publish_all(disk);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "{}\n";
  rewrite(disk, "records.jsonl", many);
  auto versions = Versions::open(disk, "data").value();
  CHECK(verify(versions, 1, false).size() == kMostFaults);
}

}  // namespace
}  // namespace thresh::dataset
