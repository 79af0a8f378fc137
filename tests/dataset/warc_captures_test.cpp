// The archive of a dataset as WARC files: what is kept is read back.
#include "dataset/warc_captures.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "base/sha256.h"
#include "dataset/state.h"

namespace thresh::dataset {
namespace {

fetch::Exchange exchange(const std::string& url, const std::string& body, int status = 200) {
  fetch::Exchange one;
  one.url = url;
  one.status = status;
  one.fate = status == 200 ? fetch::Fate::kOk : status == 304 ? fetch::Fate::kNotModified : fetch::Fate::kHttpError;
  one.request_head = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
  one.head = "HTTP/1.1 " + std::to_string(status) +
             " As it came\r\nContent-Type: text/html; charset=windows-1252\r\nETag: \"e\"\r\nTransfer-Encoding: "
             "chunked\r\n\r\n";
  one.body = body;
  one.address = "192.0.2.1";
  one.began = 1'800'000'000'000;
  return one;
}

std::unique_ptr<Captures> archive(tests::MemoryDisk& disk, std::int64_t run) {
  return *warc_captures(disk, "archive", "agent", run);
}

TEST_CASE("a page is read back from the place that it was given") {
  tests::MemoryDisk disk;
  const auto captures = archive(disk, 1);
  const auto first = captures->add(exchange("http://a.example/1", "<p>one</p>"), nullptr);
  const auto second = captures->add(exchange("http://a.example/2", "<p>two</p>"), nullptr);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->file == "run-000001-00000.warc.gz");
  CHECK(second->offset > first->offset);
  const auto page = archive(disk, 2)->read(*second);
  REQUIRE(page);
  CHECK(page->url == "http://a.example/2");
  CHECK(page->body == "<p>two</p>");
  CHECK(page->charset == "windows-1252");
  CHECK(page->captured == 1'800'000'000'000);
}

TEST_CASE("a body that came in a coding is kept as it came and read back decoded") {
  tests::MemoryDisk disk;
  fetch::Exchange coded = exchange("http://a.example/1", "");
  // "hello" by gzip.
  const unsigned char bytes[] = {0x1f, 0x8b, 8, 0, 0,    0,    0,    0,    0, 3, 0xcb, 0x48, 0xcd,
                                 0xc9, 0xc9, 7, 0, 0x86, 0xa6, 0x10, 0x36, 5, 0, 0,    0};
  coded.coded.assign(reinterpret_cast<const char*>(bytes), sizeof bytes);
  coded.is_coded = true;
  coded.body = "hello";
  coded.head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  const auto captures = archive(disk, 1);
  const auto place = captures->add(coded, nullptr);
  REQUIRE(place);
  CHECK(captures->read(*place)->body == "hello");
}

TEST_CASE("a state is put together from what was kept") {
  tests::MemoryDisk disk;
  {
    const auto captures = archive(disk, 1);
    REQUIRE(captures->add(exchange("http://a.example/1", "<p>one</p>"), nullptr));
    REQUIRE(captures->add(exchange("http://a.example/2", "", 404), nullptr));
  }
  Page known;
  known.url = "http://a.example/1";
  known.last_changed = 1'800'000'000'000;
  REQUIRE(archive(disk, 2)->add(exchange("http://a.example/1", "", 304), &known));
  const auto all = archive(disk, 0)->all();
  REQUIRE(all);
  REQUIRE(all->size() == 3);
  CHECK((*all)[0].outcome.kind == Outcome::Kind::kChanged);
  CHECK((*all)[0].outcome.content == base::hex(base::sha256("<p>one</p>")));
  CHECK((*all)[0].outcome.etag == "\"e\"");
  CHECK((*all)[1].outcome.kind == Outcome::Kind::kMissing);
  CHECK((*all)[2].outcome.kind == Outcome::Kind::kSame);
}

TEST_CASE("an archive that was cut while it was written gives what is whole") {
  tests::MemoryDisk disk;
  const auto captures = archive(disk, 1);
  REQUIRE(captures->add(exchange("http://a.example/1", "<p>one</p>"), nullptr));
  const auto second = captures->add(exchange("http://a.example/2", "<p>two</p>"), nullptr);
  REQUIRE(second);
  std::string& bytes = disk.files["archive/run-000001-00000.warc.gz"];
  bytes.resize(second->offset + 20);
  const auto all = archive(disk, 0)->all();
  REQUIRE(all);
  CHECK(all->size() == 1);
  CHECK_FALSE(archive(disk, 0)->read(*second));
}

TEST_CASE("a place where no record begins is an error") {
  tests::MemoryDisk disk;
  const auto captures = archive(disk, 1);
  const auto place = captures->add(exchange("http://a.example/1", "<p>one</p>"), nullptr);
  REQUIRE(place);
  CHECK_FALSE(captures->read({place->file, place->offset + 3}));
  CHECK_FALSE(captures->read({"run-000009-00000.warc.gz", 0}));
}

TEST_CASE("a full disk is an error, and nothing is written before there is something to keep") {
  tests::MemoryDisk disk;
  const auto captures = archive(disk, 1);
  CHECK(disk.files.empty());
  CHECK(captures->sync());
  disk.fail_from(1);
  CHECK(captures->add(exchange("http://a.example/1", "x"), nullptr).error().code == base::ErrorCode::kWriteFailed);
}

}  // namespace
}  // namespace thresh::dataset
