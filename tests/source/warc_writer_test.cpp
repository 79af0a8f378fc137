// WarcWriter: what it writes is read back, is the same each time, and is whole wherever the disk fails.
#include "source/warc_writer.h"

#include <catch2/catch.hpp>

#include "base/digest.h"
#include "base/faulty_disk.h"
#include "source/compress.h"
#include "source/gzip_member.h"
#include "source/http_message.h"
#include "source/warc_reader.h"

namespace {

using namespace thresh::source;
using thresh::tests::coded;
using thresh::tests::MemoryDisk;

struct Read {
  std::string type, uri, id, block, head;
};

std::vector<Read> read_all(MemoryDisk& disk, const std::string& path, std::size_t findings = 0) {
  WarcReader reader(disk.stream(path).value(), {}, 0, SIZE_MAX / 2);
  std::vector<Read> all;
  while (const WarcRecord* record = reader.next().value()) {
    CHECK(record->version == "WARC/1.1");
    CHECK((record->damaged || digest_matches(record->field("WARC-Block-Digest"), record->block) == true));
    all.push_back({std::string(name(record->type)), std::string(record->uri()),
                   std::string(record->field("WARC-Record-ID")), std::string(record->block), record->head});
  }
  CHECK(reader.take_findings().size() == findings);
  return all;
}

WarcWriter::Options options() {
  WarcWriter::Options options;
  options.prefix = "a/crawl";
  options.date = "2026-11-26T08:00:00Z";
  options.info = {{"software", "thresh"}};
  return options;
}

Exchange exchange(const std::string& path = "") {
  return {.uri = "https://a.example/" + path,
          .date = "2026-11-26T08:05:09Z",
          .address = "192.0.2.1",
          .request = "GET /" + path + " HTTP/1.1\r\nHost: a.example\r\n\r\n",
          .response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n",
          .body = "<p>a page"};
}

}  // namespace

TEST_CASE("a page is a warcinfo, a response and a request that names it") {
  MemoryDisk disk;
  WarcWriter writer(disk, options());
  const auto written = writer.add(exchange()).value();
  REQUIRE(writer.sync().has_value());
  CHECK(written.file == "a/crawl-00000.warc.gz");
  CHECK(written.payload_digest == sha1_digest("<p>a page"));
  const auto all = read_all(disk, written.file);
  REQUIRE(all.size() == 3);
  CHECK(all[0].type == "warcinfo");
  CHECK(all[0].block.starts_with("software: thresh\r\nformat: WARC File Format 1.1\r\n"));
  CHECK(all[1].type == "response");
  CHECK(all[1].block == exchange().response_head + "<p>a page");
  CHECK(all[1].head.find("WARC-IP-Address: 192.0.2.1\r\n") != std::string::npos);
  CHECK(all[1].id == '<' + written.id + '>');
  CHECK(all[2].type == "request");
  CHECK(all[2].block == exchange().request);
  CHECK(all[2].head.find("WARC-Concurrent-To: <" + written.id + ">\r\n") != std::string::npos);
  CHECK(WarcReader(disk.stream(written.file, written.offset).value(), {}, written.offset, 1000).next().value()->uri() ==
        "https://a.example/");
}

TEST_CASE("the same input gives the same bytes, and another one another id") {
  MemoryDisk one, two;
  WarcWriter first(one, options()), second(two, options());
  const auto a = first.add(exchange("a")).value(), b = first.add(exchange("b")).value();
  second.add(exchange("a")).value(), second.add(exchange("b")).value();
  CHECK((one.files == two.files));
  CHECK(a.id != b.id);
  CHECK(a.id.size() == 45);
}

TEST_CASE("what the client undid is named otherwise, so that nobody undoes it twice") {
  MemoryDisk disk;
  WarcWriter writer(disk, options());
  Exchange page = exchange();
  page.response_head =
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nContent-Encoding: gzip\r\nA: b\r\nContent-Length: 5\r\n\r\n";
  page.unchunked = page.decoded = true;
  writer.add(page).value();
  const auto all = read_all(disk, "a/crawl-00000.warc.gz");
  CHECK(all[1].block ==
        "HTTP/1.1 200 OK\r\nX-Crawler-transfer-encoding: chunked\r\nX-Crawler-Content-Encoding: gzip\r\nA: b\r\n"
        "X-Crawler-Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>a page");
  page.decoded = false;
  page.body = coded("gzip", "<p>a page");
  writer.add(page).value();
  HttpMessage message;
  const std::string block = read_all(disk, "a/crawl-00000.warc.gz")[3].block;
  read_http(block, message);
  HttpBody body;
  read_body(message, 1000, body);
  CHECK(body.bytes == "<p>a page");
}

TEST_CASE("a page that has not changed is a revisit (WARC 1.1, clause 6.7)") {
  MemoryDisk disk;
  WarcWriter writer(disk, options());
  const auto first = writer.add(exchange()).value();
  Exchange again = exchange();
  again.date = "2026-11-27T08:05:09Z";
  writer
      .add_revisit(again,
                   {first.id.empty() ? "" : exchange().uri, exchange().date, first.id, first.payload_digest, false})
      .value();
  again.response_head = "HTTP/1.1 304 Not Modified\r\n\r\n";
  writer.add_revisit(again, {exchange().uri, exchange().date, "", "", true}).value();
  const auto all = read_all(disk, first.file);
  REQUIRE(all.size() == 7);
  CHECK(all[3].type == "revisit");
  CHECK(all[3].block == exchange().response_head);
  for (const std::string& line : std::vector<std::string>{
           "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n",
           "WARC-Refers-To: <" + first.id + ">\r\n", "WARC-Refers-To-Target-URI: https://a.example/\r\n",
           "WARC-Refers-To-Date: 2026-11-26T08:05:09Z\r\n", "WARC-Payload-Digest: " + first.payload_digest + "\r\n"}) {
    CHECK(all[3].head.find(line) != std::string::npos);
  }
  CHECK(all[5].head.find("revisit/server-not-modified\r\n") != std::string::npos);
  CHECK(all[5].head.find("WARC-Payload-Digest") == std::string::npos);
}

TEST_CASE("a body that is not whole says why (WARC 1.1, clause 5.13)") {
  MemoryDisk disk;
  WarcWriter writer(disk, options());
  Exchange page = exchange();
  page.truncated = "length";
  writer.add(page).value();
  CHECK(read_all(disk, "a/crawl-00000.warc.gz")[1].head.find("WARC-Truncated: length\r\n") != std::string::npos);
}

TEST_CASE("a value from outside cannot write a header") {
  MemoryDisk disk;
  WarcWriter writer(disk, options());
  Exchange page = exchange();
  page.uri = "https://a.example/\r\nWARC-Type: warcinfo\r\n\r\n";
  writer.add(page).value();
  const auto all = read_all(disk, "a/crawl-00000.warc.gz");
  REQUIRE(all.size() == 3);
  CHECK(all[1].type == "response");
  CHECK(all[1].block == exchange().response_head + "<p>a page");
}

TEST_CASE("a file that is full is followed by another, and one that is there is left alone") {
  MemoryDisk disk;
  disk.files["a/crawl-00001.warc.gz"] = "somebody's";
  auto small = options();
  small.most = 1000;
  WarcWriter writer(disk, small);
  for (int i = 0; i < 9; ++i) writer.add(exchange(std::to_string(i))).value();
  CHECK(disk.files["a/crawl-00001.warc.gz"] == "somebody's");
  std::size_t responses = 0;
  for (const auto& [path, bytes] : disk.files) {
    if (path == "a/crawl-00001.warc.gz") continue;
    CHECK(bytes.size() < 3000);
    const auto all = read_all(disk, path);
    CHECK(all.front().type == "warcinfo");
    for (const Read& record : all) responses += record.type == "response" ? 1 : 0;
  }
  CHECK(responses == 9);
  CHECK(disk.files.size() > 3);
}

TEST_CASE("the first file may have a name of its own, which nothing may have yet") {
  MemoryDisk disk;
  WarcWriter::Options named = options();
  named.first = "a/all.warc.gz";
  named.most = 1;
  WarcWriter writer(disk, named);
  CHECK(writer.add(exchange()).value().file == "a/all.warc.gz");
  CHECK(writer.add(exchange("2")).value().file == "a/crawl-00001.warc.gz");
  const std::string before = disk.files.at("a/all.warc.gz");
  WarcWriter again(disk, named);
  const auto refused = again.add(exchange());
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == thresh::base::ErrorCode::kWriteFailed);
  CHECK(refused.error().place.file == "a/all.warc.gz");
  CHECK(disk.files.at("a/all.warc.gz") == before);
}

TEST_CASE("wherever the disk fails, what is there is whole, and it can go on") {
  for (std::size_t n = 1; n < 20; ++n) {
    MemoryDisk disk;
    disk.fail_at(n);
    WarcWriter writer(disk, options());
    std::size_t written = 0;
    for (int i = 0; i < 4; ++i) {
      const auto answer = writer.add(exchange(std::to_string(i)));
      if (answer) ++written;
      if (!answer) CHECK(answer.error().code == thresh::base::ErrorCode::kWriteFailed);
    }
    disk.fail_at(1'000'000);
    std::size_t responses = 0;
    for (const auto& [path, bytes] : disk.files) {
      if (bytes.empty()) continue;
      for (const Read& record : read_all(disk, path)) responses += record.type == "response" ? 1 : 0;
    }
    CHECK(written >= 3);
    CHECK(responses >= written);
  }
}

TEST_CASE("an archive that was cut by the end of its process loses the last record alone") {
  MemoryDisk disk;
  WarcWriter writer(disk, options());
  for (int i = 0; i < 3; ++i) writer.add(exchange(std::to_string(i))).value();
  const std::string whole = disk.files["a/crawl-00000.warc.gz"];
  const std::size_t last = writer.add(exchange("3")).value().offset;
  CHECK(last == whole.size());
  disk.files["a/crawl-00000.warc.gz"].resize(last + 20);
  std::size_t sound = 0;
  WarcReader reader(disk.stream("a/crawl-00000.warc.gz").value(), {}, 0, 1000);
  while (const WarcRecord* record = reader.next().value()) sound += record->damaged ? 0 : 1;
  CHECK(sound == 7);
  CHECK(reader.take_findings().front().offset >= last);
}

TEST_CASE("a gzip member is what others read") {
  for (const std::size_t size : {0, 1, 100'000}) {
    const std::string text(size, 'x');
    const std::string member = gzip_member(text);
    WholeMember whole;
    std::string out(size + 1, '\0');
    std::size_t taken = 0, count = 0;
    CHECK(whole.run(member, out.data(), out.size(), &taken, &count) == WholeMember::Answer::kDone);
    CHECK(taken == member.size());
    CHECK(out.substr(0, count) == text);
  }
}
