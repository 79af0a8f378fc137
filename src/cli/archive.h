// What came over the wire, kept: the exchanges of a fetch as records of a WARC file.
//
// Tested by tests/fetch/fetch_test.py.
#pragma once

#include <memory>
#include <string>

#include "base/disk.h"
#include "base/error.h"
#include "fetch/transport.h"

namespace thresh::cli {

// Whether a path is that of an archive, by its ending: .warc, .warc.gz.
bool is_archive_path(std::string_view path);

class Archive {
 public:
  virtual ~Archive() = default;
  // A response and the request that it answers. Errors: kWriteFailed.
  virtual base::Result<void> add(const fetch::Exchange& exchange) = 0;
  // The file is put in its place.
  virtual base::Result<void> commit() = 0;
};

// `agent`: of the requests, for the record that describes the archive.
base::Result<std::unique_ptr<Archive>> make_archive(base::Disk& disk, const std::string& path,
                                                    const std::string& agent);

}  // namespace thresh::cli
