// Pages in tar and zip archives: the entries that are called as pages are in folders, and those whose bytes begin a
// document of HTML. They are read in the order of the archive and never written to a disk; what an entry is called is
// its name and no path.
//
// Of an entry no more is held than `limits.input_bytes`. What is not read of it is passed over: by its place in a zip
// file, piece by piece in memory in what is compressed as a whole.
//
// Tested by tests/source/entry_pages_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/disk.h"
#include "base/stream.h"
#include "source/source.h"

namespace thresh::source {

// Where the bytes come from: a file that can be read at any place, or an input that is unpacked.
struct EntrySource {
  std::unique_ptr<base::FileReader> file;
  std::unique_ptr<base::Input> input;
};

// `only`: the name of the entry to be read.
std::unique_ptr<Reader> entry_pages(EntrySource from, std::string archive, std::optional<std::string> only,
                                    const base::Limits& limits);

}  // namespace thresh::source
