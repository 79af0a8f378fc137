// Records on their way out: duplicates marked, bookkeeping left out where that is asked for, an emitter behind.
//
// Tested by tests/fetch/fetch_test.py.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/disk.h"
#include "base/error.h"
#include "convert/convert.h"
#include "emit/emit.h"
#include "record/duplicate_index.h"

namespace thresh::cli {

class RecordOutput {
 public:
  // `path`: a file, or "-" or empty for standard output. `format`: its name; empty: as the path's ending says, else
  // yaml on a terminal and jsonl in a pipe. Errors: kUsage for an ending that says nothing; kWriteFailed.
  static base::Result<std::unique_ptr<RecordOutput>> create(base::Disk& disk, const std::string& path,
                                                            const std::string& format, bool bare);
  RecordOutput(std::unique_ptr<base::Output> output, const emit::Format& format, bool bare);

  base::Result<void> add(convert::Converted converted);
  // Writes what stands after the last record and puts the file in its place.
  base::Result<void> commit();
  std::int64_t records() const { return records_; }

 private:
  std::unique_ptr<base::Output> output_;
  std::unique_ptr<emit::Emitter> emitter_;
  bool bare_;
  record::DuplicateIndex seen_;
  std::int64_t records_ = 0;
};

}  // namespace thresh::cli
