// Raw inputs: what the user names on the command line, as pages.
//
// An argument is a file, a folder (its pages, recursively, sorted by path), a glob pattern that the shell did not
// expand, or "-" for standard input. A name that ends in .gz is inflated. What an input is was decided by its bytes,
// not its name, later; only in a folder do names choose (pages: .html .htm .xhtml .txt .text, those with .gz).
//
// Tested by tests/source/source_test.cpp.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/limits.h"

namespace thresh::source {

// A page as it came: untouched bytes.
struct RawPage {
  std::string name;   // the path as given; "-" for standard input
  std::string bytes;  // after decompression
  std::string url;    // empty where unknown
  bool cut = false;   // there was more than `limits.input_bytes`
};

// The names of the inputs that the arguments stand for, in order, each once an argument.
// Errors: kNotFound for a path that does not exist or a pattern that matches nothing.
base::Result<std::vector<std::string>> expand(base::Disk& disk, std::span<const std::string> arguments);

// Reads one input. Errors: kNotFound, kUnreadable, kBadArchive (a damaged .gz: what could be inflated before the
// damage is lost only if it is nothing; else the page is `cut`).
base::Result<RawPage> read(base::Disk& disk, const std::string& name, const base::Limits& limits);

}  // namespace thresh::source
