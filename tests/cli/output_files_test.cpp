// The files of a run: all of them or none, whatever fails.
#include "cli/output_files.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"

namespace thresh::cli {
namespace {

using record::Map;
using tests::MemoryDisk;

Map record_of(int number) {
  Map record;
  record.add("id", "page-" + std::to_string(number));
  return record;
}

// Writes some records to shards of that sort; whether all went well.
bool write_set(MemoryDisk& disk, Shards shards, int records) {
  auto files = OutputFiles::create(disk, *emit::find_format("jsonl"), {.path = "out/r.jsonl", .shards = shards});
  if (!files) return false;
  for (int i = 0; i < records; ++i) {
    const Map record = record_of(i);
    if (!(*files)->write("page-" + std::to_string(i), record)) return false;
  }
  return (*files)->seal() && (*files)->commit();
}

TEST_CASE("by number: every record is in the shard that its id tells, and empty ones are there too") {
  MemoryDisk disk;
  REQUIRE(write_set(disk, {.count = 3}, 40));
  CHECK(disk.files.size() == 3);
  for (int i = 0; i < 40; ++i) {
    const std::string id = "page-" + std::to_string(i);
    CHECK(disk.files[Shards{.count = 3}.path("out/r.jsonl", shard_of(id, 3))].find('"' + id + '"') !=
          std::string::npos);
  }
  MemoryDisk empty;
  REQUIRE(write_set(empty, {.count = 3}, 0));
  CHECK(empty.files.size() == 3);
}

TEST_CASE("by size: files follow each other, each cut where a record ends") {
  MemoryDisk disk;
  REQUIRE(write_set(disk, {.size = 50}, 20));
  std::string all, one;
  for (const auto& [name, text] : disk.files) {
    CHECK(text.ends_with("}\n"));
    CHECK(text.size() < 50 + 20);
    all += text;
  }
  CHECK(disk.files.size() > 4);
  CHECK(disk.files.begin()->first == "out/r-00000.jsonl");
  MemoryDisk whole;
  REQUIRE(write_set(whole, {}, 20));
  CHECK(all == whole.files["out/r.jsonl"]);
}

TEST_CASE("whatever operation fails before the first file is in its place, none is") {
  MemoryDisk counted;
  REQUIRE(write_set(counted, {.count = 3}, 9));
  const std::size_t operations = counted.operations();
  std::size_t half = 0;
  for (std::size_t n = 1; n <= operations; ++n) {
    MemoryDisk disk;
    disk.fail_from(n);
    CHECK_FALSE(write_set(disk, {.count = 3}, 9));
    half += disk.files.empty() ? 0 : 1;
  }
  CHECK(operations > 12);
  CHECK(half <= 2);  // between the renames themselves, of which there are three
}

// Records of two kinds, one after the other, as Arrow streams.
base::Result<std::vector<WrittenFile>> write_kinds(MemoryDisk& disk, Shards shards) {
  auto files = OutputFiles::create(disk, *emit::find_format("arrow"), {.path = "a/b/{kind}.arrows", .shards = shards});
  if (!files) return std::unexpected(files.error());
  for (int i = 0; i < 6; ++i) {
    Map record = record_of(i);
    record.add("kind", i % 2 == 0 ? "page" : "custom");
    record.add(i % 2 == 0 ? "title" : "fields", i % 2 == 0 ? record::Value("x") : record::Value(Map()));
    if (auto written = (*files)->write("page-" + std::to_string(i), record); !written) {
      return std::unexpected(written.error());
    }
    if (shards.count == 0) CHECK((*files)->last() == static_cast<std::size_t>(shards.size == 0 ? i % 2 : i));
  }
  if (auto sealed = (*files)->seal(); !sealed) return std::unexpected(sealed.error());
  if (auto committed = (*files)->commit(); !committed) return std::unexpected(committed.error());
  return (*files)->written();
}

TEST_CASE("by kind: each has its files, in a folder that is made") {
  MemoryDisk disk;
  const auto written = write_kinds(disk, {});
  REQUIRE(written.has_value());
  REQUIRE(written->size() == 2);
  CHECK((*written)[0].path == "a/b/page.arrows");
  CHECK((*written)[1].kind == "custom");
  for (const WrittenFile& file : *written) {
    CHECK(file.records == 3);
    CHECK(disk.files[file.path].size() == file.bytes);
    CHECK(disk.files[file.path].find("thresh.kind") != std::string::npos);
  }
}

TEST_CASE("by kind and shard: each kind has its own numbers") {
  MemoryDisk by_number;
  REQUIRE(write_kinds(by_number, {.count = 2}));
  CHECK(by_number.files.size() == 4);
  CHECK(by_number.files.contains("a/b/custom-00001-of-00002.arrows"));
  MemoryDisk by_size;
  REQUIRE(write_kinds(by_size, {.size = 1}));
  CHECK(by_size.files.size() == 6);
  CHECK(by_size.files.contains("a/b/page-00002.arrows"));
}

TEST_CASE("by kind: whatever operation fails before the first file is in its place, none is") {
  MemoryDisk counted;
  REQUIRE(write_kinds(counted, {}));
  std::size_t half = 0;
  for (std::size_t n = 1; n <= counted.operations(); ++n) {
    MemoryDisk disk;
    disk.fail_from(n);
    const auto written = write_kinds(disk, {});
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().code == base::ErrorCode::kWriteFailed);
    half += disk.files.empty() ? 0 : 1;
  }
  CHECK(half <= 1);
}

TEST_CASE("the digest is of the bytes, and the sizes add up") {
  MemoryDisk disk;
  auto files = OutputFiles::create(disk, *emit::find_format("jsonl"), {.path = "r.jsonl", .digests = true});
  REQUIRE(files.has_value());
  REQUIRE((*files)->write("page-0", record_of(0)));
  REQUIRE((*files)->seal());
  REQUIRE((*files)->commit());
  const WrittenFile& file = (*files)->written().front();
  CHECK(file.bytes == disk.files["r.jsonl"].size());
  CHECK(file.sha256 == base::hex(base::sha256(disk.files["r.jsonl"])));
  CHECK(file.records == 1);
}

}  // namespace
}  // namespace thresh::cli
