// The files of `convert --package`: the descriptions of a set (emit/package.h) and the JSON Schemas of its kinds,
// beside its files.
//
// They have names that others use too (README.md), so a file that is there and was not written by us is never written
// over: that is found before the work begins.
//
// Tested by tests/cli/package.test and package_test.py.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "cli/output_files.h"
#include "emit/package.h"

namespace thresh::cli {

class PackageFiles {
 public:
  // Whether the descriptions of a set at `path` can be written. Errors: kUsage.
  static base::Result<void> check(base::Disk& disk, const std::string& path);

  // Writes them beside their places, of the files that were written. Errors: kWriteFailed.
  base::Result<void> write(base::Disk& disk, const std::string& path, emit::Package package,
                           const std::vector<WrittenFile>& files);
  base::Result<void> commit();

 private:
  base::Result<void> add(base::Disk& disk, const std::string& path, std::string_view text);

  std::vector<std::unique_ptr<base::Output>> outputs_;
};

}  // namespace thresh::cli
