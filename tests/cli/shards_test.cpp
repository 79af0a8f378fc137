// Which file a record goes to, and what the files are called.
#include "cli/shards.h"

#include <catch2/catch.hpp>
#include <map>

#include "base/faulty_disk.h"

namespace thresh::cli {
namespace {

TEST_CASE("a shard is called as the whole, with its number before the ending") {
  CHECK(Shards{.count = 4}.path("out/records.jsonl", 2) == "out/records-00002-of-00004.jsonl");
  CHECK(Shards{.size = 100}.path("records.v2.csv", 12) == "records.v2-00012.csv");
  CHECK(Shards{.size = 100}.path("/a/records", 123456) == "/a/records-123456");
}

TEST_CASE("the id alone tells the shard, as anyone can compute it") {
  // int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") % count
  CHECK(shard_of("qa-0123456789abc", 4) == 1);
  CHECK(shard_of("qa-0123456789abc", 256) == 173);
  CHECK(shard_of("", 7) == 1);
  CHECK(shard_of("page-vtf9dna58xsmh", 1) == 0);
}

TEST_CASE("shards are of about one size") {
  std::map<std::size_t, int> sizes;
  for (int i = 0; i < 8000; ++i) ++sizes[shard_of("page-" + std::to_string(i), 8)];
  for (const auto& [shard, size] : sizes) CHECK((size > 850 && size < 1150));
  CHECK(sizes.size() == 8);
}

TEST_CASE("what another run left beside is found, and nothing else") {
  tests::MemoryDisk disk;
  for (const char* name :
       {"out/r-00000.jsonl", "out/r-00001.jsonl", "out/r-00000-of-00004.jsonl", "out/r-000001.jsonl", "out/r.jsonl",
        "out/r-0001.jsonl", "out/r-00002.jsonl.bak", "out/r-00002-of-.jsonl", "out/r-x0002.jsonl",
        "out/other-00000.jsonl", "out/r-00002.csv", "out/r-00000-of-00004-x.jsonl"}) {
    disk.files[name] = "x";
  }
  CHECK(other_shards(disk, "out/r.jsonl", {"out/r-00000.jsonl"}) ==
        std::vector<std::string>{"out/r-00000-of-00004.jsonl", "out/r-000001.jsonl", "out/r-00001.jsonl"});
  CHECK(other_shards(disk, "nowhere/r.jsonl", {}).empty());
}

}  // namespace
}  // namespace thresh::cli
