// ArchiveStream: the window, the units, what is damaged and what stands where. WarcReader's tests go through it too.
#include "source/archive_stream.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "source/archives.h"

namespace {

using thresh::source::ArchiveStream;
using thresh::tests::archive;
using thresh::tests::MemoryDisk;
using thresh::tests::Packed;
using thresh::tests::warc_record;

std::string all_of(ArchiveStream& stream, std::size_t step) {
  std::string out;
  for (;;) {
    const std::string_view window = stream.window(step);
    if (window.empty()) return out;
    const std::size_t count = std::min(step, window.size());
    out += window.substr(0, count);
    stream.skip(count);
  }
}

}  // namespace

TEST_CASE("the bytes come whole whatever window is asked for, and units are remembered") {
  const std::vector<std::string> records = {warc_record("response", "https://a.example/", std::string(300'000, 'a')),
                                            warc_record("response", "https://b.example/", "b"),
                                            warc_record("response", "https://c.example/", "c")};
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kOneMember, Packed::kZstd}) {
    for (const std::size_t step : {std::size_t{1000}, std::size_t{77'777}, std::size_t{1} << 20}) {
      MemoryDisk disk;
      disk.files["a"] = archive(records, packed);
      ArchiveStream stream(disk.stream("a").value(), {}, 0);
      CHECK((all_of(stream, step) == records[0] + records[1] + records[2]));
      CHECK(stream.take_findings().empty());
      CHECK_FALSE(stream.error().has_value());
    }
  }
}

TEST_CASE("a place is that of the unit and what comes before it there") {
  const std::vector<std::string> records = {warc_record("response", "a:", "a"), warc_record("response", "b:", "b")};
  MemoryDisk disk;
  disk.files["a"] = archive(records, Packed::kGzip);
  ArchiveStream stream(disk.stream("a").value(), {}, 0);
  stream.window(records[0].size() + 10);
  const auto place = stream.place(records[0].size() + 5);
  CHECK(place.offset == archive({records[0]}, Packed::kGzip).size());
  CHECK(place.inside == 5);
  CHECK(stream.place(7).offset == 0);
}

TEST_CASE("zeros at the end of a file are padding") {
  MemoryDisk disk;
  disk.files["a"] = archive({warc_record("response", "a:", "a")}, Packed::kGzip) + std::string(1000, '\0');
  ArchiveStream stream(disk.stream("a").value(), {}, 0);
  all_of(stream, 100);
  CHECK(stream.take_findings().empty());
}

TEST_CASE("a disk that fails ends the archive with its reason") {
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kZstd}) {
    MemoryDisk disk;
    disk.piece = 50;
    disk.files["a"] = archive({warc_record("response", "a:", std::string(500, 'a'))}, packed);
    disk.fail_at(4);
    ArchiveStream stream(disk.stream("a").value(), {}, 0);
    all_of(stream, 100);
    REQUIRE(stream.error().has_value());
    CHECK(stream.error()->code == thresh::base::ErrorCode::kUnreadable);
  }
}

TEST_CASE("a bomb in an archive costs the window that is asked for") {
  MemoryDisk disk;
  disk.files["a"] = archive({warc_record("response", "a:", std::string(100'000'000, 'a'))}, Packed::kGzip);
  ArchiveStream stream(disk.stream("a").value(), {}, 0);
  CHECK(stream.window(1000).size() < 1'000'000);
}
