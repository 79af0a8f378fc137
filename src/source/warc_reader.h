// Reads archives: WARC 0.17, 0.18, 1.0 and 1.1 (ISO 28500:2017) and ARC 1 and 2, plain, in gzip members or in Zstandard
// frames, one record after the other, in the memory of one record.
//
// Damage costs only the records that it hits. A record whose length is wrong is known by what follows it; the next one
// is found by its first line, or in a compressed file by the next member. What is odd is reported with its place.
// docs/warc.md has what is tolerated.
//
// Tested by tests/source/warc_reader_test.cpp and tests/source/warc_agreement_test.py.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "source/archive_stream.h"
#include "source/warc_header.h"

namespace thresh::source {

// Clause 5.5 of the standard.
enum class RecordType : std::uint8_t {
  kWarcinfo,
  kResponse,
  kResource,
  kRequest,
  kMetadata,
  kRevisit,
  kConversion,
  kContinuation,
  kOther
};
std::string_view name(RecordType type);  // "warcinfo" …; "other"

// A record. Its views live until the next one is read.
struct WarcRecord {
  ArchivePlace place;
  RecordType type = RecordType::kOther;
  bool arc = false;          // from an ARC file; the fields are as WARC would have them
  std::string_view version;  // "WARC/1.1", "ARC"
  std::vector<HeaderField> fields;
  std::string_view block;
  std::uint64_t length = 0;  // of the whole block, as it is stated, or as it was found where that is wrong
  bool cut = false;          // the block is longer than the limit; `block` is its start
  bool damaged = false;      // bytes are missing, or not those that were written

  std::string_view field(std::string_view name) const { return find_field(fields, name); }
  std::string_view uri() const { return bare_uri(field("WARC-Target-URI")); }

  std::string head;  // what `fields` views
};

class WarcReader {
 public:
  // `limit`: how many bytes of a block are held. `input` stands at `offset`, the start of a record or of a unit;
  // `first` was read from it already.
  WarcReader(std::unique_ptr<base::Input> input, std::string_view first, std::uint64_t offset, std::size_t limit);

  // Whether bytes that begin a file, which may be compressed, are those of an archive.
  static bool is_archive(std::string_view bytes);

  // Goes to the record that stands so many decompressed bytes inside the unit that is read first.
  void go_inside(std::uint64_t inside);
  // Goes to the first record that begins at `begin` of the file (from 1 on) or behind it; in a compressed file, that
  // begins a unit. `input` stands one byte before `begin`.
  void go_to(std::unique_ptr<base::Input> input, std::uint64_t begin);
  // Lets the archive end before the record to which `go_to` this place would go. To be called first.
  void stop_at(std::uint64_t end);
  // The next record; nullptr after the last one. Errors: kUnreadable.
  base::Result<const WarcRecord*> next();
  // Bytes of the file that were not taken off it yet, where that is known.
  std::optional<std::uint64_t> left() const { return stream_.left(); }
  // What was found to be wrong since the last call, in the order of the file.
  std::vector<ArchiveFinding> take_findings();

 private:
  enum class Kind : std::uint8_t { kUnknown, kWarc, kArc };
  // Where a block ends, and whether all of it is there.
  struct Extent {
    std::uint64_t end = 0;
    bool damaged = false;
    std::string trouble;
  };

  std::uint64_t at(std::uint64_t from) const { return from - stream_.position(); }
  bool is_stop(std::uint64_t before) const;
  bool skip_blanks();
  bool at_record();
  bool read_header();
  bool read_warc_header();
  bool read_arc_header();
  Extent extent_of(std::uint64_t begin, std::optional<std::uint64_t> length);
  Extent held_extent(std::uint64_t begin, std::uint64_t end);
  bool ends_well(std::uint64_t end);
  bool proven(std::string_view block) const;
  std::optional<std::uint64_t> break_between(std::uint64_t from, std::uint64_t to);
  std::optional<std::uint64_t> find_start(std::uint64_t from, std::uint64_t to, bool near);
  bool is_damaged(std::uint64_t from, std::uint64_t to) const;
  void resync(std::uint64_t from, std::string message);
  void skip_rest();
  void report(std::uint64_t position, std::string message);
  void keep_back(std::vector<ArchiveFinding>& found);
  void set_type();

  ArchiveStream stream_;
  std::size_t limit_;
  Kind kind_ = Kind::kUnknown;
  WarcRecord record_;
  std::optional<std::uint64_t> stated_;             // the length that the header states
  std::uint64_t next_ = 0;                          // the position where the record ends
  bool reported_ = false;                           // what follows it may be its rest, of which was told
  std::optional<std::uint64_t> stop_at_, stopped_;  // in the file: where it shall stop at the earliest, where it did
  bool is_over_ = false;
  std::vector<ArchiveFinding> findings_;
};

// Whether the digest "sha1:…" of a header is that of the bytes; nullopt where it cannot be told: there is none, or of a
// kind that is not known. Base32 and hexadecimal are read; sha1, sha256, sha512, md5.
std::optional<bool> digest_matches(std::string_view stated, std::string_view bytes);

}  // namespace thresh::source
