// Reads archives, or writes one, for warc_agreement_test.py.
//
//   warc_cases read FILE          each record as a line of JSON
//   warc_cases write PREFIX       an archive with every kind of record that the program writes
//
// Bodies are told by their SHA-256 and size, so that lines stay short.
#include <cstdio>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/sha256.h"
#include "base/stream.h"
#include "source/compress.h"
#include "source/http_message.h"
#include "source/warc_reader.h"
#include "source/warc_writer.h"

using namespace thresh;

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\') {
      out += c;
    } else {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);  // bytes as Latin-1
      out += escaped;
    }
  }
  return out += '"';
}

int read(const char* path) {
  auto input = base::system_disk().stream(path);
  if (!input) return std::fputs("cannot be read\n", stderr), 1;
  source::WarcReader reader(std::move(*input), {}, 0, std::size_t{64} << 20);
  source::HttpMessage message;
  source::HttpBody body;
  for (;;) {
    const auto record = reader.next();
    if (!record) return std::fputs("cannot be read\n", stderr), 1;
    if (*record == nullptr) break;
    const source::WarcRecord& r = **record;
    source::read_http(r.block, message);
    source::read_body(message, std::size_t{64} << 20, body);
    const auto digest = source::digest_matches(r.field("WARC-Block-Digest"), r.block);
    std::printf(
        "{\"type\": %s, \"uri\": %s, \"offset\": %llu, \"inside\": %llu, \"size\": %zu, \"block\": \"%s\", "
        "\"status\": %d, \"payload\": \"%s\", \"payload_size\": %zu, \"damaged\": %s, \"digest\": %s, \"id\": %s}\n",
        quoted(name(r.type)).c_str(), quoted(r.uri()).c_str(), static_cast<unsigned long long>(r.place.offset),
        static_cast<unsigned long long>(r.place.inside), r.block.size(), base::hex(base::sha256(r.block)).c_str(),
        message.status, base::hex(base::sha256(body.bytes)).c_str(), body.bytes.size(), r.damaged ? "true" : "false",
        digest ? (*digest ? "true" : "false") : "null", quoted(r.field("WARC-Record-ID")).c_str());
  }
  for (const source::ArchiveFinding& finding : reader.take_findings()) {
    std::printf("{\"finding\": %s, \"offset\": %llu}\n", quoted(finding.message).c_str(),
                static_cast<unsigned long long>(finding.offset));
  }
  return 0;
}

int write(const char* prefix) {
  source::WarcWriter writer(
      base::system_disk(),
      {.prefix = prefix, .date = "2026-11-26T08:00:00Z", .info = {{"software", "thresh"}, {"operator", "tests"}}});
  source::Exchange page{.uri = "https://a.example/?q=1",
                        .date = "2026-11-26T08:05:09Z",
                        .address = "192.0.2.1",
                        .request = "GET /?q=1 HTTP/1.1\r\nHost: a.example\r\n\r\n",
                        .response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
                        .body = "<p>a page"};
  const auto first = writer.add(page);
  if (!first) return 1;
  for (const char* coding : {"gzip", "deflate"}) {
    source::Exchange coded = page;
    coded.uri = std::string("https://a.example/") + coding;
    coded.response_head = std::string("HTTP/1.1 200 OK\r\nContent-Encoding: ") + coding + "\r\n\r\n";
    coded.body = tests::coded(coding, "<p>a page in a coding");
    if (!writer.add(coded)) return 1;
  }
  source::Exchange chunked = page;
  chunked.uri = "https://a.example/chunked";
  chunked.response_head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  chunked.body = "5\r\n<p>in\r\n7\r\n chunks\r\n0\r\n\r\n";
  if (!writer.add(chunked)) return 1;
  chunked.uri = "https://a.example/unchunked";
  chunked.body = "<p>out of chunks";
  chunked.unchunked = true;
  chunked.truncated = "length";
  if (!writer.add(chunked)) return 1;
  source::Exchange large = page;
  large.uri = "https://a.example/large";
  for (int i = 0; i < 200'000; ++i) large.body += static_cast<char>('a' + i % 1000 * (i % 77) % 23);
  if (!writer.add(large)) return 1;
  page.date = "2026-11-27T08:05:09Z";
  if (!writer.add_revisit(page, {page.uri, "2026-11-26T08:05:09Z", first->id, first->payload_digest, false})) return 1;
  page.response_head = "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n";
  if (!writer.add_revisit(page, {page.uri, "2026-11-26T08:05:09Z", first->id, {}, true})) return 1;
  return writer.sync() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "read") return read(argv[2]);
  if (argc == 3 && std::string_view(argv[1]) == "write") return write(argv[2]);
  std::fputs("usage: warc_cases read FILE | write PREFIX\n", stderr);
  return 2;
}
