// What was fetched for a dataset, kept, and read again: its archive.
//
// An interface, so that tests can keep pages in memory. warc_captures.h keeps them as WARC files.
//
// Tested by tests/dataset/warc_captures_test.cpp. tests/dataset/fake_captures.h is one in memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "dataset/page.h"
#include "fetch/transport.h"

namespace thresh::dataset {

struct CapturePlace {
  std::string file;  // a name in the archive's folder
  std::uint64_t offset = 0;
  bool empty() const { return file.empty(); }
};

// A page as it was fetched.
struct CapturedPage {
  std::string url;
  std::string body;           // content coding undone
  std::string charset;        // that the response named; may be empty
  std::int64_t captured = 0;  // UTC, milliseconds
  bool cut = false;           // there is more than the limit
  std::string type = {};      // Content-Type, as the response named it
};

class Captures {
 public:
  virtual ~Captures() = default;
  // Keeps a response and the request that it answers. It is handed to the system before this returns, so that a program
  // that is killed loses nothing; a power failure may cost what was not synced. `same_as`: the page as it is known,
  // where the response says nothing new (304, or the same bytes); null else. Errors: kWriteFailed.
  virtual base::Result<CapturePlace> add(const fetch::Exchange& exchange, const Page* same_as) = 0;
  virtual base::Result<void> sync() = 0;
  // Errors: kNotFound, kUnreadable.
  virtual base::Result<CapturedPage> read(const CapturePlace& place) = 0;
  // All there are, in the order of the files: what a lost state is put together from. Errors: kUnreadable.
  virtual base::Result<std::vector<Capture>> all() = 0;
};

}  // namespace thresh::dataset
