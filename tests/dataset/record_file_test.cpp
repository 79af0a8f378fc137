// Records read back from files of each format, in pieces, at their place.
#include "dataset/record_file.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "dataset/records.h"
#include "emit/emit.h"

namespace thresh::dataset {
namespace {

using tests::MemoryDisk;
using tests::record_of;

std::vector<std::string> lines_of(RecordFile& file) {
  std::vector<std::string> lines;
  for (;;) {
    const auto line = file.next();
    REQUIRE(line.has_value());
    if (!*line) return lines;
    lines.emplace_back((*line)->text);
  }
}

// Records in a format, through our own emitters.
std::string emitted(MemoryDisk& disk, const std::string& format, const std::vector<record::Map>& records) {
  auto output = disk.create("emitted").value();
  const auto emitter = emit::find_format(format)->make(*output, {.many = records.size() > 1});
  for (const record::Map& record : records) REQUIRE(emitter->write(record).has_value());
  REQUIRE(emitter->finish().has_value());
  REQUIRE(output->commit().has_value());
  return disk.files["emitted"];
}

TEST_CASE("records of each format read back as the same") {
  MemoryDisk disk;
  const std::vector<record::Map> records = {
      record_of(
          tests::qa("qa-1", R"("One\n---\ntwo: 'x'")", tests::answer(1, R"("Ann")", R"("yes\n\n---\n\nno")", "12"))),
      record_of(tests::qa("qa-2", "null", "")),
      record_of(R"({"id":"c-3","kind":"custom","fields":{"price":4.5,"list":[1,2.5,"---"],"no":"no","n":"12"}})"),
  };
  for (const std::string format : {"jsonl", "json", "yaml"}) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{3}}) {
      INFO(format << ' ' << count);
      const std::vector<record::Map> some(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(count));
      disk.files["data/records." + format] = emitted(disk, format, some);
      auto file = RecordFile::open(disk, "data/records." + format).value();
      const auto lines = lines_of(file);
      REQUIRE(lines.size() == count);
      for (std::size_t i = 0; i < count; ++i) CHECK(file.record(lines[i], i + 1).value() == records[i]);
    }
  }
}

TEST_CASE("lines are read across the pieces that a file is read in") {
  MemoryDisk disk;
  std::string text;
  std::vector<std::string> expected;
  for (int i = 0; i < 200; ++i) {
    expected.push_back("{\"n\":\"" + std::string(static_cast<std::size_t>(i) * 997 % 40'000, 'x') + "\"}");
    text += expected.back() + (i % 7 == 0 ? "\n\n" : "\n");
  }
  expected.push_back("{\"n\":\"" + std::string(3'000'000, 'y') + "\"}");
  text += expected.back();  // the last line has no end
  disk.files["r.jsonl"] = text;
  auto file = RecordFile::open(disk, "r.jsonl").value();
  CHECK(lines_of(file) == expected);
  file.rewind();
  for (const std::string& line : expected) {
    const auto next = file.next().value();
    REQUIRE(next.has_value());
    CHECK(next->text == line);
    CHECK(file.text_at(next->offset, line.size()).value() == line);
  }
}

TEST_CASE("a text is found at its place, in whatever order texts are asked for") {
  MemoryDisk disk;
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + '\n';
  disk.files["r.jsonl"] = text;
  auto file = RecordFile::open(disk, "r.jsonl").value();
  std::size_t at = 0, step = 1;
  for (int i = 0; i < 3'000; ++i) {
    const std::size_t length =
        std::min<std::size_t>(static_cast<std::size_t>(i % 50) * (i % 300 == 0 ? 3'000 : 1), text.size() - at);
    INFO(at << ' ' << length);
    CHECK(file.text_at(at, length).value() == text.substr(at, length));
    step = step * 7 % 500'009;
    at = i % 3 == 0 ? (at + step) % text.size() : std::min(at + length + static_cast<std::size_t>(i % 90), text.size());
  }
  CHECK(file.text_at(text.size() - 3, 4).error().code == base::ErrorCode::kUnreadable);
  CHECK(file.text_at(text.size() - 3, 3).value() == text.substr(text.size() - 3));
}

TEST_CASE("a line that is no record is named by its place") {
  MemoryDisk disk;
  disk.files["r.jsonl"] = "{\"id\":\"a\"}\n\n[1]\nnonsense\n";
  auto file = RecordFile::open(disk, "r.jsonl").value();
  const auto lines = lines_of(file);
  REQUIRE(lines.size() == 3);
  CHECK(file.record(lines[0], 1).has_value());
  CHECK(file.record(lines[1], 3).error().place.line == 3);
  const auto error = file.record(lines[2], 4).error();
  CHECK(error.code == base::ErrorCode::kUnreadable);
  CHECK(error.place.file == "r.jsonl");
}

TEST_CASE("what cannot be read says so") {
  MemoryDisk disk;
  disk.files["r.csv"] = "id\n";
  disk.files["r.json"] = "{\"id\":";
  disk.files["r.yaml"] = "id: a\n---\nid: [\n";
  disk.files["r.jsonl"] = "{}\n";
  CHECK(RecordFile::open(disk, "r.csv").error().code == base::ErrorCode::kUsage);
  CHECK(RecordFile::open(disk, "r.json").error().code == base::ErrorCode::kUnreadable);
  CHECK(RecordFile::open(disk, "r.yaml").error().code == base::ErrorCode::kUnreadable);
  CHECK(RecordFile::open(disk, "none.jsonl").error().code == base::ErrorCode::kNotFound);
  auto file = RecordFile::open(disk, "r.jsonl").value();
  disk.fail_from(1);
  CHECK(file.next().error().code == base::ErrorCode::kUnreadable);
}

TEST_CASE("an id is found wherever it stands") {
  MemoryDisk disk;
  disk.files["r.jsonl"] = "{\"id\":\"a\"}\n{\"kind\":\"qa\",\"id\":\"b\"}\n{\"id\":\"\\u0063\"}\n{\"kind\":\"qa\"}\n";
  auto file = RecordFile::open(disk, "r.jsonl").value();
  std::string ids;
  while (const auto line = file.next().value()) ids += id_of(file, *line).value() + ';';
  CHECK(ids == "a;b;c;;");
}

}  // namespace
}  // namespace thresh::dataset
