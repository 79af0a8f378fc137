// What `thresh diff` compares: a version of a dataset, or a file of records; and what two versions tell beside their
// records.
//
// Tested by tests/dataset/diff_test.cpp and tests/cli/diff.test.
#pragma once

#include <optional>
#include <string>

#include "base/disk.h"
#include "base/error.h"
#include "dataset/diff.h"
#include "dataset/manifest.h"
#include "dataset/record_file.h"

namespace thresh::dataset {

struct DiffSide {
  RecordFile records;
  std::string path;                  // of the folder or the file
  std::optional<Manifest> manifest;  // of a version
};

// A folder of a version (`latest` too), or a file. Errors: kNotFound, kUnreadable, kUsage.
base::Result<DiffSide> open_side(base::Disk& disk, const std::string& path);

// Which records of two versions of one dataset are gone at their source, by the changes that the versions between them
// wrote down; whether rules or program are others. Of files nothing is known.
base::Result<DiffFacts> facts_between(base::Disk& disk, const DiffSide& before, const DiffSide& after);

}  // namespace thresh::dataset
