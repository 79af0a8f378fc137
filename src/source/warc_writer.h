// Writes archives: WARC 1.1 (ISO 28500:2017), a gzip member a record, `PREFIX-00000.warc.gz`, `PREFIX-00001.warc.gz` …
//
// Each file begins with its warcinfo record. A page is a request and a response record that name each other; a page
// that has not changed is a revisit record. A record goes to the disk in one piece, so that a process that is killed
// leaves whole records and at most one that is cut, which every reader passes over; sync() makes it last a power cut
// too. A file that is there is never gone on with: the next number is taken. The first file may have a name of its own
// (`Options::first`), which nothing may have yet.
//
// The header of a response is written as it came. Where the client took the chunks or the content coding off the body,
// a reader must not do so again: then Transfer-Encoding and Content-Encoding are written with X-Crawler- in front, and
// Content-Length with the length that the body has now beside the X-Crawler- one that came.
//
// The ids are made of what the record holds, so that the same input gives the same bytes.
//
// Tested by tests/source/warc_writer_test.cpp and tests/source/warc_agreement_test.py.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/stream.h"

namespace thresh::source {

// One fetch, as the client saw it.
struct Exchange {
  std::string uri = {};            // that was asked for
  std::string date = {};           // "2026-11-26T08:05:09Z", when it was asked for
  std::string address = {};        // of the server; may be empty
  std::string request = {};        // the whole message; empty: none is written
  std::string response_head = {};  // status line, header and the empty line
  std::string body = {};           // as it is to be stored
  bool unchunked = false;          // the client took the chunks off the body
  bool decoded = false;            // and the content coding
  std::string_view truncated =
      {};  // why the body is not whole: "length", "time", "disconnect", "unspecified"; or empty
};

// What a revisit record says beside the header: the page is the one that was stored then.
struct Earlier {
  std::string uri = {}, date = {};
  std::string id = {};              // of its response record; may be empty
  std::string payload_digest = {};  // "sha1:…"; may be empty
  bool not_modified = false;        // the server said so (304); else the payload was the same
};

// Where a record went.
struct Written {
  std::string file;
  std::uint64_t offset = 0;
  std::string id = {};              // "urn:uuid:…"
  std::string payload_digest = {};  // "sha1:…"
};

class WarcWriter {
 public:
  struct Options {
    std::string prefix;      // path and start of the name; its folder must exist
    std::string first = {};  // path of the first file, where it has a name of its own
    std::string date = {};   // of the warcinfo records
    std::vector<std::pair<std::string, std::string>> info = {};  // fields of the warcinfo records: software, operator …
    std::uint64_t most = std::uint64_t{1} << 30;  // a file that has so many bytes is followed by another one
  };

  WarcWriter(base::Disk& disk, Options options) : disk_(disk), options_(std::move(options)) {}

  // Each gives where the response or revisit record is. Errors: kWriteFailed; the file then ends with a whole record,
  // and writing may be tried again.
  base::Result<Written> add(const Exchange& exchange);
  base::Result<Written> add_revisit(const Exchange& exchange, const Earlier& earlier);
  // What was written is on the disk.
  base::Result<void> sync();

 private:
  base::Result<void> choose_name();
  base::Result<void> open();
  base::Result<Written> put(std::string_view record, std::string id);
  base::Result<Written> add_response(const Exchange& exchange, const Earlier* earlier);

  base::Disk& disk_;
  Options options_;
  std::unique_ptr<base::Appender> file_;
  std::string name_, info_id_;
  unsigned number_ = 0;
};

// "sha1:" and the digest in base32, as archives name it.
std::string sha1_digest(std::string_view bytes);

}  // namespace thresh::source
