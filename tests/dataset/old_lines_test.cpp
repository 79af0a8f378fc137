// Lines of the version before, found by the text that they begin with.
#include "dataset/old_lines.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"

namespace thresh::dataset {
namespace {

OldLines lines_of(tests::MemoryDisk& disk, const std::string& text) {
  disk.files["records.jsonl"] = text;
  return *OldLines::read(*RecordFile::open(disk, "records.jsonl"), "id");
}

TEST_CASE("a line is found by its text, each once, in the order of the file") {
  tests::MemoryDisk disk;
  OldLines lines = lines_of(disk, "{\"id\":\"a\",\"n\":1}\n{\"id\":\"b\"}\n{\"id\":\"a\",\"n\":2}\n");
  CHECK(lines.size() == 3);
  CHECK(lines.take("a")->text == "{\"id\":\"a\",\"n\":1}");
  const auto second = lines.take("a");
  CHECK(second->text == "{\"id\":\"a\",\"n\":2}");
  CHECK(second->number == 2);
  CHECK(lines.take("a")->empty());
  CHECK(lines.take("b")->text == "{\"id\":\"b\"}");
  CHECK(lines.take("c")->empty());
}

TEST_CASE("a text with an escape is found too") {
  tests::MemoryDisk disk;
  OldLines lines = lines_of(disk, "{\"id\":\"a\\\"b\"}\n");
  CHECK_FALSE(lines.take("a\"b")->empty());
}

TEST_CASE("without a version before there are no lines") {
  OldLines lines;
  CHECK(lines.size() == 0);
  CHECK(lines.take("a")->empty());
}

TEST_CASE("a disk that fails is an error, not a missing line") {
  tests::MemoryDisk disk;
  OldLines lines = lines_of(disk, "{\"id\":\"a\"}\n");
  disk.fail_from(1);
  CHECK_FALSE(lines.take("a"));
}

}  // namespace
}  // namespace thresh::dataset
