// A file a kind: what the files are called.
#include "cli/kind_files.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/faulty_disk.h"

namespace thresh::cli {
namespace {

const emit::Format& format(std::string_view name) { return *emit::find_format(name); }

TEST_CASE("a name with {kind} in it is that of a file a kind, where a file holds one") {
  CHECK(has_kinds(format("parquet"), "out/{kind}.parquet"));
  CHECK(has_kinds(format("arrow"), "pages-{kind}.arrows"));
  CHECK_FALSE(has_kinds(format("arrow"), "{kind}/pages.arrows"));
  CHECK_FALSE(has_kinds(format("arrow"), "pages.arrows"));
  CHECK_FALSE(has_kinds(format("jsonl"), "out/{kind}.jsonl"));
}

TEST_CASE("a folder stands for a file a kind in it") {
  tests::MemoryDisk disk;
  disk.folders.insert("there");
  CHECK(with_kinds(disk, format("parquet"), "new/") == "new/{kind}.parquet");
  CHECK(with_kinds(disk, format("arrow"), "there") == "there/{kind}.arrows");
  CHECK(with_kinds(disk, format("parquet"), "new") == "new");
  CHECK(with_kinds(disk, format("parquet"), "") == "");
  CHECK(with_kinds(disk, format("jsonl"), "there") == "there");
}

TEST_CASE("the files are named by their kinds") {
  CHECK(path_of_kind("{kind}/{kind}.parquet", "qa") == "{kind}/qa.parquet");
  CHECK(path_of_kind("pages.parquet", "qa") == "pages.parquet");
  const auto files = files_of(format("parquet"), "out/x-{kind}.parquet");
  CHECK(files.size() == 7);
  CHECK(std::ranges::find(files, "out/x-thread.parquet") != files.end());
  CHECK(files_of(format("parquet"), "out/x.parquet") == std::vector<std::string>{"out/x.parquet"});
}

}  // namespace
}  // namespace thresh::cli
