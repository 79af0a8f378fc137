// A file a kind: how formats whose files hold records of one kind (emit::Format::one_kind) take sets of several.
//
//   -o out/{kind}.parquet   out/qa.parquet, out/thread.parquet … of those that there are records of
//   -o out/                 the same, where the format is known; also where `out` is a folder
//
// `{kind}` stands in the name of the file, not in that of a folder.
//
// Tested by tests/cli/kind_files_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "emit/emit.h"

namespace thresh::cli {

// Whether that output is a file a kind.
bool has_kinds(const emit::Format& format, const std::string& path);
// The path with `{kind}` in it, where it is that of a folder and the format's files hold one kind; else as it is.
std::string with_kinds(base::Disk& disk, const emit::Format& format, const std::string& path);
// "out/qa.parquet" for "out/{kind}.parquet".
std::string path_of_kind(const std::string& path, std::string_view kind);
// Every file that can be written: those of all kinds, or the one.
std::vector<std::string> files_of(const emit::Format& format, const std::string& path);

}  // namespace thresh::cli
