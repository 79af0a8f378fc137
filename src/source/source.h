// Raw inputs: what the user names on the command line, as pages.
//
// An argument is a file, a folder (its pages, recursively, sorted by path), a glob pattern that the shell did not
// expand (glob.h), or "-" for standard input. What an input is, is decided by its bytes, not its name, later; only in a
// folder do names choose (pages: .html .htm .xhtml .txt .text, those with .gz; hidden files and folders are passed over
// and links to folders not followed). Bytes that begin as gzip does are inflated, those that were compressed twice
// twice.
//
// Tested by tests/source/source_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/limits.h"

namespace thresh::source {

// A page as it came: untouched bytes.
struct RawPage {
  std::string name;                       // the path as given; "-" for standard input
  std::string bytes;                      // after decompression
  bool cut = false;                       // there was more than `limits.input_bytes`
  std::optional<std::size_t> damaged_at;  // the byte where the compressed input is damaged: `bytes` end there
};

// The names of the inputs that the arguments stand for, in order, each once an argument. The pages of a folder are
// named as the folder was, then a slash, then their path in it. A folder that cannot be listed stands for itself, so
// that reading it tells why and the other pages are not lost.
// Errors: kNotFound for a path that does not exist, a pattern that matches nothing, a folder without pages.
base::Result<std::vector<std::string>> expand(base::Disk& disk, std::span<const std::string> arguments);

// Reads one input. Errors: kNotFound, kUnreadable, kBadArchive (a gzip file of which nothing could be inflated;
// what comes before the damage is kept).
base::Result<RawPage> read(base::Disk& disk, const std::string& name, const base::Limits& limits);

}  // namespace thresh::source
