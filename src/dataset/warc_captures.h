// The archive of a dataset as WARC files: `archive/run-000012-00000.warc.gz`, one or more a run.
//
// Tested by tests/dataset/warc_captures_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/disk.h"
#include "base/error.h"
#include "dataset/captures.h"

namespace thresh::dataset {

// `folder` is made if need be. Nothing is written before there is something to keep. `limit`: bytes of a body that are
// read back. Errors: kWriteFailed.
base::Result<std::unique_ptr<Captures>> warc_captures(base::Disk& disk, const std::string& folder,
                                                      const std::string& agent, std::int64_t run,
                                                      std::size_t limit = std::size_t{64} << 20);

}  // namespace thresh::dataset
