// Two files of records compared: every record of either side that the other one has not, or has otherwise.
//
// Of the old file an index is made (some 100 bytes a record: a digest of its id, one of its line, its place), then the
// new file is gone through, and only where the lines of one id differ are the two records read and compared. So
// time is linear in the files, memory does not grow with the length of records, and the order of either file does not
// matter. Records of the same id are paired in their order. Records without a partner that come from the same bytes of
// a page are one record whose id changed.
//
// Tested by tests/dataset/diff_test.cpp.
#pragma once

#include <string>
#include <unordered_set>

#include "base/error.h"
#include "dataset/change.h"
#include "dataset/record_file.h"

namespace thresh::dataset {

// What is known beside the records.
struct DiffFacts {
  bool rules_changed = false;            // the rules or the program are others
  std::unordered_set<std::string> gone;  // ids of records whose page is gone at its source
};

class ChangeSink {
 public:
  virtual ~ChangeSink() = default;
  virtual base::Result<void> take(const RecordChange& change) = 0;
};

// Hands each change to the sink: those of the new file in its order, then what only the old one has, in its order.
// Errors: those of reading, and of the sink.
base::Result<ChangeCounts> diff(RecordFile& before, RecordFile& after, const DiffFacts& facts, ChangeSink& sink);

}  // namespace thresh::dataset
