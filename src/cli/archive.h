// What came over the wire, kept: the exchanges of a fetch as records of WARC files (source/warc_writer.h).
//
// Tested by tests/fetch/fetch_test.py.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "fetch/transport.h"
#include "source/warc_writer.h"

namespace thresh::cli {

// Whether a path is that of an archive, by its ending: .warc.gz.
bool is_archive_path(std::string_view path);

class Archive {
 public:
  // After 1 GB "all.warc.gz" goes on in all-00001.warc.gz …: an archive that is there is never touched.
  // `agent`: of the requests; `utc_milliseconds`: now.
  Archive(base::Disk& disk, std::string_view path, const std::string& agent, std::int64_t utc_milliseconds);

  // A response and the request that it answers. Errors: kWriteFailed.
  base::Result<void> add(const fetch::Exchange& exchange);
  // What was added is on the disk.
  base::Result<void> sync() { return writer_.sync(); }
  // The files that were written.
  const std::vector<std::string>& files() const { return files_; }

 private:
  source::WarcWriter writer_;
  std::vector<std::string> files_;
};

}  // namespace thresh::cli
