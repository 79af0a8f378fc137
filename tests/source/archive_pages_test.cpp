// Pages of archives, through Reader: which records they are, their names, and what is said of damage.
#include "source/archive_pages.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>

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

All read_all(MemoryDisk& disk, const std::string& name, const Limits& limits = {}, std::optional<Part> part = {}) {
  All all;
  InputOptions options;
  options.part = part;
  const auto reader = Reader::open(disk, name, limits, options).value();
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

TEST_CASE("what a crawler keeps beside pages is none: notes of wget, texts of Browsertrix") {
  MemoryDisk disk;
  const std::string text = "The words of the page, as a text of their own.";
  disk.files["a.warc"] =
      archive({warc_record("resource", "metadata://gnu.org/software/wget/warc/wget_arguments.txt", text,
                           "Content-Type: text/plain\r\n"),
               warc_record("resource", "urn:text:https://a.example/1", text, "Content-Type: text/plain\r\n"),
               warc_record("resource", "https://a.example/2", "<p>two", "Content-Type: text/html\r\n")},
              Packed::kPlain);
  const All all = read_all(disk, "a.warc");
  REQUIRE(all.pages.size() == 1);
  CHECK(all.pages[0].url == "https://a.example/2");
  CHECK(all.skipped.types == 2);
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

namespace {

// All that the parts of a file between these places give, in order.
All read_parts(MemoryDisk& disk, const std::string& name, std::vector<std::uint64_t> places) {
  All all;
  places.push_back(UINT64_MAX);
  std::uint64_t begin = 0;
  for (const std::uint64_t end : places) {
    All part = read_all(disk, name, {}, Part{begin, end});
    std::ranges::move(part.pages, std::back_inserter(all.pages));
    std::ranges::move(part.errors, std::back_inserter(all.errors));
    all.skipped += part.skipped;
    begin = end;
  }
  return all;
}

void check_same(const All& found, const All& expected) {
  REQUIRE(found.pages.size() == expected.pages.size());
  for (std::size_t i = 0; i < found.pages.size(); ++i) {
    CHECK(found.pages[i].name == expected.pages[i].name);
    CHECK(found.pages[i].bytes == expected.pages[i].bytes);
    CHECK(found.pages[i].url == expected.pages[i].url);
  }
  REQUIRE(found.errors.size() == expected.errors.size());
  for (std::size_t i = 0; i < found.errors.size(); ++i) CHECK(found.errors[i].message == expected.errors[i].message);
  CHECK(found.skipped.statuses == expected.skipped.statuses);
  CHECK(found.skipped.types == expected.skipped.types);
  CHECK(found.skipped.revisits == expected.skipped.revisits);
}

std::multiset<std::string> said(const All& all) {
  std::multiset<std::string> messages;
  for (const auto& error : all.errors) messages.insert(error.place.file + ": " + error.message);
  return messages;
}

std::vector<std::string> many_records() {
  std::vector<std::string> records = mixed();
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    // A page that talks of archives, at the start of a line too.
    const std::string page = "<p>page " + number + "\nWARC/1.0\nis how " + std::string(i * 7, 'x') + " one begins\n";
    records.push_back(warc_record("response", "https://b.example/" + number, http_response(page)));
  }
  return records;
}

constexpr Packed kAllPackings[] = {Packed::kPlain, Packed::kGzip, Packed::kOneMember, Packed::kZstd};

}  // namespace

TEST_CASE("the parts of an archive hold each page once, wherever it is cut") {
  for (const Packed packed : kAllPackings) {
    CAPTURE(static_cast<int>(packed));
    MemoryDisk disk;
    disk.files["a.warc"] = archive(many_records(), packed);
    const All whole = read_all(disk, "a.warc");
    REQUIRE(whole.pages.size() == 42);
    const std::uint64_t size = disk.files["a.warc"].size();
    for (std::uint64_t cut = 1; cut < size + 3; cut += size > 4000 ? 13 : 1) {
      CAPTURE(cut);
      check_same(read_parts(disk, "a.warc", {cut}), whole);
    }
    std::vector<std::uint64_t> small;
    for (std::uint64_t cut = 50; cut < size; cut += 50) small.push_back(cut);
    check_same(read_parts(disk, "a.warc", small), whole);
  }
}

TEST_CASE("at the very start of a record, and around it, an archive can be cut") {
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kZstd}) {
    MemoryDisk disk;
    disk.files["a.warc"] = archive(many_records(), packed);
    const All whole = read_all(disk, "a.warc");
    for (const RawPage& page : whole.pages) {
      const std::uint64_t offset = place_in_archive(page.name)->place.offset;
      for (std::uint64_t cut = offset == 0 ? 1 : offset - 1; cut <= offset + 1; ++cut) {
        check_same(read_parts(disk, "a.warc", {cut}), whole);
      }
    }
  }
}

TEST_CASE("damage is told by the part that it is in, once") {
  for (const Packed packed : {Packed::kGzip, Packed::kZstd}) {
    CAPTURE(static_cast<int>(packed));
    const std::string sound = archive(many_records(), packed);
    for (std::size_t hit = 10; hit < sound.size(); hit += 97) {
      CAPTURE(hit);
      MemoryDisk disk;
      std::string damaged = sound;
      damaged[hit] = static_cast<char>(~damaged[hit]);
      disk.files["a.warc"] = damaged;
      const All whole = read_all(disk, "a.warc");
      for (std::uint64_t cut = 1; cut < sound.size(); cut += 131) {
        CAPTURE(cut);
        const All parts = read_parts(disk, "a.warc", {cut});
        REQUIRE(parts.pages.size() == whole.pages.size());
        for (std::size_t i = 0; i < parts.pages.size(); ++i) CHECK(parts.pages[i].name == whole.pages[i].name);
        CHECK(said(parts) == said(whole));
      }
    }
  }
}

TEST_CASE("an input that cannot be read in parts is in the first one") {
  MemoryDisk disk;
  disk.files["a.html"] = "<p>A page";
  disk.files["a.jsonl"] = "{\"text\": \"one page\"}\n{\"text\": \"another page\"}\n";
  CHECK(read_all(disk, "a.html", {}, Part{0, 4}).pages.size() == 1);
  CHECK(read_all(disk, "a.html", {}, Part{4, 9}).pages.empty());
  CHECK(read_all(disk, "a.jsonl", {}, Part{0, 4}).pages.size() == 2);
  CHECK(read_all(disk, "a.jsonl#2", {}, Part{0, 4}).pages.size() == 1);
  CHECK(read_all(disk, "a.jsonl#2", {}, Part{4, 9}).pages.empty());
}
