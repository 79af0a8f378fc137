// Pages of archives, through Reader: which records they are, their names, and what is said of damage.
#include "source/archive_pages.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "source/archives.h"
#include "source/deflate.h"

namespace {

using namespace thresh::source;
using thresh::base::ErrorCode;
using thresh::base::Limits;
using thresh::tests::archive;
using thresh::tests::coded;
using thresh::tests::http_response;
using thresh::tests::MemoryDisk;
using thresh::tests::Packed;
using thresh::tests::warc_record;

struct All {
  std::vector<RawPage> pages;
  std::vector<thresh::base::Error> errors;
  Skipped skipped;
};

All read_all(MemoryDisk& disk, const std::string& name, const Limits& limits = {}) {
  All all;
  const auto reader = Reader::open(disk, name, limits).value();
  for (;;) {
    RawPage page;
    const auto more = reader->next(page);
    if (!more) {
      all.errors.push_back(more.error());
      continue;
    }
    if (!*more) break;
    all.pages.push_back(std::move(page));
  }
  all.skipped = reader->skipped();
  return all;
}

std::vector<std::string> mixed() {
  return {warc_record("warcinfo", "", "software: x\r\n"),
          warc_record("response", "https://a.example/1", http_response("<p>one")),
          warc_record("request", "https://a.example/1", "GET /1 HTTP/1.1\r\n\r\n"),
          warc_record("response", "https://a.example/404", "HTTP/1.1 404 Not Found\r\n\r\n<p>no"),
          warc_record("response", "https://a.example/x.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
          warc_record("revisit", "https://a.example/1", "HTTP/1.1 200 OK\r\n\r\n"),
          warc_record("response", "https://a.example/robots.txt",
                      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *"),
          warc_record("response", "https://a.example/2",
                      "HTTP/1.1 203 OK\r\nContent-Type: TEXT/HTML;charset=koi8-r\r\nContent-Encoding: br\r\n\r\n" +
                          coded("br", "<p>two"))};
}

}  // namespace

TEST_CASE("pages are what was answered with 2xx and is HTML or text") {
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kOneMember, Packed::kZstd}) {
    MemoryDisk disk;
    disk.files["a.warc"] = archive(mixed(), packed);
    const All all = read_all(disk, "a.warc");
    REQUIRE(all.pages.size() == 2);
    CHECK(all.errors.empty());
    CHECK(all.pages[0].bytes == "<p>one");
    CHECK(all.pages[0].url == "https://a.example/1");
    CHECK(all.pages[0].charset == "utf-8");
    CHECK(all.pages[0].captured == "2026-11-25T08:00:00Z");
    CHECK(all.pages[1].bytes == "<p>two");
    CHECK(all.pages[1].charset == "koi8-r");
    CHECK(all.skipped.revisits == 1);
    CHECK(all.skipped.statuses == 1);
    CHECK(all.skipped.types == 2);
  }
}

TEST_CASE("the texts of a WET file are pages") {
  MemoryDisk disk;
  std::string text = warc_record("conversion", "https://a.example/1", "HTTP/1.1 was\r\n\r\nthe title");
  text.replace(text.find("application/http; msgtype=response"), 34, "text/plain");
  std::string picture = warc_record("conversion", "https://a.example/2", "PNG");
  picture.replace(picture.find("application/http; msgtype=response"), 34, "image/png");
  disk.files = {{"a.warc.wet.gz", archive({text, picture}, Packed::kGzip)}};
  const All all = read_all(disk, "a.warc.wet.gz");
  REQUIRE(all.pages.size() == 1);
  CHECK(all.pages[0].bytes == "HTTP/1.1 was\r\n\r\nthe title");
  CHECK(all.pages[0].url == "https://a.example/1");
  CHECK(all.pages[0].captured == "2026-11-25T08:00:00Z");
  CHECK(all.skipped.types == 1);
}

TEST_CASE("a page of an archive is read by its name alone") {
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kOneMember, Packed::kZstd}) {
    MemoryDisk disk;
    disk.files["a.warc"] = archive(mixed(), packed);
    for (const RawPage& page : read_all(disk, "a.warc").pages) {
      CHECK(expand(disk, std::vector<std::string>{page.name}).value() == std::vector<std::string>{page.name});
      const All one = read_all(disk, page.name);
      REQUIRE(one.pages.size() == 1);
      CHECK(one.pages[0].bytes == page.bytes);
      CHECK(one.pages[0].name == page.name);
    }
    for (const char* wrong : {"a.warc#1", "a.warc#0", "a.warc#99999", "a.warc#0+7"}) {
      const All none = read_all(disk, wrong);
      CHECK(none.pages.empty());
      REQUIRE(none.errors.size() == 1);
      CHECK(none.errors[0].code == ErrorCode::kBadArchive);
    }
  }
}

TEST_CASE("names of places are read and written") {
  CHECK(name_in_archive("a.warc.gz", {12, 0}) == "a.warc.gz#12");
  CHECK(name_in_archive("a.warc.gz", {12, 5}) == "a.warc.gz#12+5");
  CHECK(place_in_archive("a#b.warc#12+5")->archive == "a#b.warc");
  CHECK(place_in_archive("a#b.warc#12+5")->place == ArchivePlace{12, 5});
  for (const char* wrong : {"a.warc", "a.warc#", "#12", "a.warc#x", "a.warc#1+", "a.warc#+1", "a.warc#-1"}) {
    CHECK_FALSE(place_in_archive(wrong).has_value());
  }
}

TEST_CASE("a file whose name looks like a place is a file") {
  MemoryDisk disk;
  disk.files["page#12"] = "<p>a page";
  disk.files["page"] = "<p>another";
  CHECK(read_all(disk, "page#12").pages.at(0).bytes == "<p>a page");
}

TEST_CASE("damage is an error that names the place, and the pages around it come") {
  auto records = mixed();
  MemoryDisk disk;
  const std::size_t first = archive({records[0]}, Packed::kGzip).size();
  disk.files["a.warc.gz"] = archive(records, Packed::kGzip);
  disk.files["a.warc.gz"][first + 40] = static_cast<char>(disk.files["a.warc.gz"][first + 40] ^ 0x55);
  const All all = read_all(disk, "a.warc.gz");
  REQUIRE(all.pages.size() == 1);
  CHECK(all.pages[0].bytes == "<p>two");
  REQUIRE(all.errors.size() >= 1);
  CHECK(all.errors[0].code == ErrorCode::kBadArchive);
  CHECK(all.errors[0].message.find(", at byte ") != std::string::npos);
  CHECK(all.errors[0].place.file.starts_with("a.warc.gz#"));
}

TEST_CASE("what is cut says so: by the crawler, by a limit, by a coding that breaks off") {
  MemoryDisk disk;
  const std::string packed = coded("gzip", std::string(10'000, 'x') + "<p>");
  disk.files["a.warc"] =
      warc_record("response", "https://a.example/1", http_response("<p>one"), "WARC-Truncated: length\r\n") +
      warc_record("response", "https://a.example/2", http_response(std::string(5000, 'x'))) +
      warc_record("response", "https://a.example/3",
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed.substr(0, packed.size() - 9));
  Limits limits;
  limits.input_bytes = 1000;
  const All all = read_all(disk, "a.warc", limits);
  REQUIRE(all.pages.size() == 3);
  for (const RawPage& page : all.pages) CHECK(page.cut);
  CHECK(all.pages[1].bytes.size() <= 1000);
  CHECK(read_all(disk, "a.warc").pages[2].damaged_at.has_value());
}

TEST_CASE("what is no archive is a page as before") {
  MemoryDisk disk;
  disk.files["page"] = "<p>a page";
  disk.files["large"] = "<p>" + std::string(1'000'000, 'x');
  disk.files["page.gz"] = thresh::tests::gzip(thresh::tests::gzip("<p>twice"));
  disk.files["empty"] = "";
  disk.files["broken.gz"] = thresh::tests::gzip("<p>").substr(0, 9);
  CHECK(read_all(disk, "page").pages.at(0).bytes == "<p>a page");
  CHECK((read_all(disk, "large").pages.at(0).bytes == disk.files["large"]));
  CHECK(read_all(disk, "page.gz").pages.at(0).bytes == "<p>twice");
  CHECK(read_all(disk, "empty").pages.at(0).bytes.empty());
  CHECK(read_all(disk, "broken.gz").errors.at(0).code == ErrorCode::kBadArchive);
  CHECK_FALSE(Reader::open(disk, "page", {}).value()->is_archive());
  CHECK(Reader::open(disk, "none", {}).error().code == ErrorCode::kNotFound);
  Limits limits;
  limits.input_bytes = 100'000;
  const RawPage cut = read_all(disk, "large", limits).pages.at(0);
  CHECK(cut.bytes.size() == 100'000);
  CHECK(cut.cut);
}

TEST_CASE("a disk that fails in the middle of an archive is told") {
  MemoryDisk disk;
  disk.piece = 200;
  disk.files["a.warc"] = archive(mixed(), Packed::kPlain) + std::string(200'000, '\n');
  for (std::size_t n = 1; n < 400; n += 37) {
    disk.fail_at(n);
    const auto reader = Reader::open(disk, "a.warc", {});
    if (!reader) {
      CHECK(reader.error().code == ErrorCode::kUnreadable);
      continue;
    }
    RawPage page;
    auto more = (*reader)->next(page);
    while (more && *more) more = (*reader)->next(page);
    REQUIRE_FALSE(more.has_value());
    CHECK(more.error().code == ErrorCode::kUnreadable);
  }
}

TEST_CASE("the time of a capture is an instant or a day") {
  CHECK(capture_time("2026-11-25T08:00:00Z") == "2026-11-25T08:00:00Z");
  CHECK(capture_time("2026-11-25T08:00:00.123456Z") == "2026-11-25T08:00:00Z");
  CHECK(capture_time("2026-11-25") == "2026-11-25");
  for (const char* wrong : {"", "2026", "2008-10-294T05:21:46-0700", "yesterday", "2026-02-30"}) {
    CHECK(capture_time(wrong).empty());
  }
}
