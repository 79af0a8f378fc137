// Raw inputs: what the user names on the command line, as pages.
//
// An argument is a file, a folder (its pages, recursively, sorted by path), a glob pattern that the shell did not
// expand (glob.h), or "-" for standard input. What an input is, is decided by its bytes, not its name, later; only in a
// folder do names choose (pages: .html .htm .xhtml .txt .text, those with .gz; archives: .warc .arc, those with .gz,
// .warc.zst; hidden files and folders are passed over and links to folders not followed). Bytes that begin as gzip does
// are inflated, those that were compressed twice twice.
//
// An archive (warc_reader.h) holds many pages: Reader gives them one after the other, in the memory of one. Each is
// called `ARCHIVE#OFFSET`, or `ARCHIVE#OFFSET+INSIDE` in a compressed unit that holds several, and such a name is an
// argument again. Its bytes are the decoded body of the HTTP response.
//
// Tested by tests/source/source_test.cpp.
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

namespace thresh::source {

// A page as it came: untouched bytes.
struct RawPage {
  std::string name;                       // the path as given; "-" for standard input
  std::string bytes;                      // after decompression
  bool cut = false;                       // there was more than `limits.input_bytes`
  std::optional<std::size_t> damaged_at;  // the byte where the compressed input is damaged: `bytes` end there
  // Of a page of an archive; else empty.
  std::string url = {};       // where it was fetched from
  std::string charset = {};   // what the server said
  std::string captured = {};  // when it was fetched, ISO 8601
};

// Records of an archive that are no pages, by why. Requests and the like are not counted.
struct Skipped {
  std::size_t revisits = 0;  // unchanged pages, which an earlier record holds
  std::size_t statuses = 0;  // responses that are not 2xx
  std::size_t types = 0;     // neither HTML nor text
};

// The pages of one input, one after the other.
class Reader {
 public:
  // Errors: kNotFound, kUnreadable.
  static base::Result<std::unique_ptr<Reader>> open(base::Disk& disk, const std::string& name,
                                                    const base::Limits& limits);
  virtual ~Reader() = default;
  // The next page; false after the last one. Errors: kUnreadable and kBadArchive, with the place; kBadArchive says what
  // is lost at a place of an archive, and the next call goes on behind it.
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

// Reads one input that is no archive. Errors: kNotFound, kUnreadable, kBadArchive (a gzip file of which nothing could
// be inflated; what comes before the damage is kept).
base::Result<RawPage> read(base::Disk& disk, const std::string& name, const base::Limits& limits);

}  // namespace thresh::source
