// Whether two paths lead to the same file: what is written must not replace what is read, nor another output.
//
// Paths are compared by where they lead (links, `./`, two names of one file), whether or not something is there yet.
//
// Tested by tests/cli/same_place_test.cpp and tests/cli/output.test.
#pragma once

#include <span>
#include <string>

#include "base/disk.h"

namespace thresh::cli {

// Empty paths and "-" are no files, so none is the same as another.
bool same_place(base::Disk& disk, const std::string& one, const std::string& other);

// Whether `path` leads to one of the files.
bool is_among(base::Disk& disk, const std::string& path, std::span<const std::string> files);

}  // namespace thresh::cli
