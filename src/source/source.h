// Raw inputs: what the user names on the command line, as pages.
//
// An argument is a file, a folder (its pages, recursively, sorted by path), a glob pattern that the shell did not
// expand (glob.h), or "-" for standard input. What an input is, is decided by its bytes, not its name, later; only in a
// folder do names choose (pages: .html .htm .xhtml .txt .text, those with .gz; archives: .warc .arc .wet, those with
// .gz, .warc.zst; lines of JSON: .jsonl .ndjson, those with .gz, .zst; hidden files and folders are passed over, the
// index of fetched pages too, and links to folders not followed). Bytes that begin as gzip does are inflated, those
// that were compressed twice twice.
//
// Many inputs hold many pages: archives of crawls (warc_reader.h), lines of JSON, CSV, tar and zip, tables of SQLite
// (docs/inputs.md). Reader gives them one after the other, in the memory of one. Each is called `FILE#PLACE`: the place
// is the number of a line or a row, the path of an entry, the offset in an archive (or `OFFSET+INSIDE` in a compressed
// unit that holds several). Such a name is an argument again. The bytes of a page of an archive are the decoded body of
// the HTTP response.
//
// Tested by tests/source/source_test.cpp and tests/cli/inputs.test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/limits.h"
#include "source/dump_keys.h"
#include "source/input_kind.h"

namespace thresh::source {

// A page as it came: untouched bytes.
struct RawPage {
  std::string name;                       // the path as given; "-" for standard input
  std::string bytes;                      // after decompression
  bool cut = false;                       // there was more than `limits.input_bytes`
  std::optional<std::size_t> damaged_at;  // the byte where the compressed input is damaged: `bytes` end there
  // Of a page of several, or of a folder with an index (page_index.h); else empty.
  std::string url = {};       // where it was fetched from
  std::string charset = {};   // what the server said, or what the file is written in
  std::string captured = {};  // when it was fetched, ISO 8601
  bool is_html = false;       // said to be HTML, where the bytes leave it open
};

class PageIndexes;  // page_index.h

// What of an input is no page, by why. Requests of archives and the like are not counted.
struct Skipped {
  std::size_t revisits = 0;  // unchanged pages, which an earlier record holds
  std::size_t statuses = 0;  // responses that are not 2xx
  std::size_t types = 0;     // neither HTML nor text
  std::size_t rows = 0;      // of a file of rows, without HTML or text
  std::size_t entries = 0;   // of tar and zip, that are no pages

  Skipped& operator+=(const Skipped& other);
};

// A stretch of the bytes of a file.
struct Part {
  std::uint64_t begin = 0, end = 0;
};

// How inputs are read.
struct InputOptions {
  InputKind kind = InputKind::kAuto;  // what all of them are
  NamedKeys keys = {};                // of rows
  std::string table = {};             // of SQLite; empty for all that hold pages
  // Of an archive of a crawl, the records that begin there; of parts that meet, each record is in one. All pages of an
  // input that cannot be read in parts are in the part that begins at 0.
  std::optional<Part> part = {};
  // Looked into for what is known of the pages of folders; where it is null nothing is.
  std::shared_ptr<PageIndexes> indexes = {};
};

// Whether the error is of one page of several, so that the next call may give another one.
bool is_local(const base::Error& error);

// The pages of one input, one after the other.
class Reader {
 public:
  // Errors: kNotFound, kUnreadable.
  static base::Result<std::unique_ptr<Reader>> open(base::Disk& disk, const std::string& name,
                                                    const base::Limits& limits, const InputOptions& options = {});
  virtual ~Reader() = default;
  // The next page; false after the last one. Errors: kUnreadable, kBadArchive and kBadRow, with the place; kBadArchive
  // and kBadRow say what is lost at a place, and the next call goes on behind it.
  virtual base::Result<bool> next(RawPage& page) = 0;
  // How many bytes of the input are still to be read, where that is known.
  virtual std::optional<std::uint64_t> left() const { return std::nullopt; }
  // Whether it may hold several pages.
  virtual bool is_archive() const { return false; }
  virtual Skipped skipped() const { return {}; }
};

// The names of the inputs that the arguments stand for, in order, each once an argument. The pages of a folder are
// named as the folder was, then a slash, then their path in it. A folder that cannot be listed stands for itself, so
// that reading it tells why and the other pages are not lost.
// Errors: kNotFound for a path that does not exist, a pattern that matches nothing, a folder without pages.
base::Result<std::vector<std::string>> expand(base::Disk& disk, std::span<const std::string> arguments);

// The file that a name is read from: that of `dump.jsonl#2` is `dump.jsonl`, unless a file is called so.
std::string file_of(base::Disk& disk, const std::string& name);

// Reads one input that is no archive. Errors: kNotFound, kUnreadable, kBadArchive (a gzip file of which nothing could
// be inflated; what comes before the damage is kept).
base::Result<RawPage> read(base::Disk& disk, const std::string& name, const base::Limits& limits);

}  // namespace thresh::source
