// What is remembered of a page of a dataset from one run to the next, and what a visit makes of it. Pure.
//
// Tested by tests/dataset/due_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dataset/dataset_file.h"

namespace thresh::dataset {

// All times are UTC, in milliseconds since 1970-01-01T00:00:00Z; 0: never.
struct Page {
  std::string url;
  std::string etag;
  std::string last_modified;  // as the server wrote it
  std::string validators_of;  // the address that gave these two, where a redirect led to it; empty: the page's own
  std::string content;        // SHA-256 of the body that was converted last, in hexadecimal; empty: never fetched
  std::string fingerprint;    // of its words (record/fingerprint.h), as who fetches writes it; may be empty
  std::int64_t first_seen = 0;
  std::int64_t last_listed = 0;   // when a source named it
  std::int64_t last_fetched = 0;  // when it was asked for, whatever came of it
  std::int64_t last_changed = 0;
  std::int64_t next_due = 0;
  std::int32_t last_status = 0;      // of HTTP; 0: no answer came
  std::uint32_t failures = 0;        // in a row
  std::uint32_t missing = 0;         // 404 or 410 in a row
  bool gone = false;                 // removed at the source: missing twice
  std::string made_with;             // the rules and the program that its records were made with; empty: no records
  std::vector<std::string> records;  // their ids
  std::string warc_file;             // the last good capture; empty: none
  std::uint64_t warc_offset = 0;

  std::string source;              // the key of the source that named it last (listing.h); empty: not known
  std::vector<std::string> feeds;  // the keys of the feeds that ever named it, sorted
  bool vanished = false;           // at the last listing that was complete, no source named it any more

  // Of a further page of a thread: the address of the first page, and which page behind that it is, from 1; 0 where it
  // is none any more. It has no record of its own.
  std::string part_of;
  std::uint32_t part = 0;

  // The last visits, oldest first, at most kMostVisits: what its change rate is estimated from.
  struct Visit {
    std::int64_t at = 0;
    bool changed = false;
    bool operator==(const Visit&) const = default;
  };
  static constexpr std::size_t kMostVisits = 16;
  std::vector<Visit> visits;

  bool operator==(const Page&) const = default;
};

// How often in a row a page has to be missing (404, 410) to be gone.
inline constexpr std::uint32_t kMissesToBeGone = 2;

// How a visit went.
struct Outcome {
  enum class Kind : std::uint8_t {
    kSame,     // 304, or the same body
    kChanged,  // another body, or the first one
    kMissing,  // 404, 410
    kFailed    // anything else: the last records stay
  };
  Kind kind = Kind::kFailed;
  std::int64_t at = 0;
  std::int32_t status = 0;
  // Of kSame and kChanged; what is empty of kSame stays as it was, where the same address answered.
  std::string etag;
  std::string last_modified;
  std::string validators_of;  // as of the page
  // Of kChanged.
  std::string content;
  std::string fingerprint;
  std::string warc_file;
  std::uint64_t warc_offset = 0;
};

// The page after a visit: counts, history and when it is due next. Its records are the caller's.
void visit(Page& page, const Outcome& outcome, const RefreshBounds& bounds);

// A capture in the archive: what was fetched, and how that went.
struct Capture {
  std::string url;
  Outcome outcome;
};

}  // namespace thresh::dataset
