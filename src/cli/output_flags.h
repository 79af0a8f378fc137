// The flags that say how the set of records is divided into files and described.
//
// Tested by tests/cli/shards.test and tests/cli/package.test.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "cli/command.h"
#include "cli/record_output.h"

namespace thresh::cli {

class OutputFlags {
 public:
  std::vector<Flag> flags();
  // What they say, into `options`. Errors: kUsage.
  base::Result<void> read(RecordOptions& options) const;
  // Whether they go with where the records go, in that format. Errors: kUsage.
  static base::Result<void> check(const RecordOptions& options, const emit::Format& format, base::Disk& disk);

 private:
  std::string shards_, shard_size_;
  bool package_ = false;
};

}  // namespace thresh::cli
