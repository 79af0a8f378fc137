// The file system as a small interface, so that tests can make a disk full or failing.
//
// `Disk` is what the program asks of a file system; `system_disk()` is the real one (POSIX). Writing goes through an
// Output: a regular target is written beside itself under a temporary name and takes its place in `commit` (write,
// fsync, rename), so that a reader sees the old file or the new one and never a mix; an Output that is destroyed
// without a commit leaves nothing behind. A target that is no regular file (a pipe, /dev/stdout, /dev/null) is
// written directly.
//
// Tested by tests/base/disk_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace thresh::base {

// A file being written. Errors: kWriteFailed with the system's reason, kClosedOutput where the reader went away.
class Output {
 public:
  virtual ~Output() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  // Everything written so far is handed to the system and, for a regular file, put in its place.
  virtual Result<void> commit() = 0;
};

enum class PathKind : std::uint8_t { kMissing, kFile, kFolder, kOther };

struct FolderEntry {
  std::string name;
  PathKind kind;
};

class Disk {
 public:
  virtual ~Disk() = default;
  virtual PathKind kind(const std::string& path) = 0;  // follows symbolic links
  // The whole file, at most `limit` bytes; `*cut` (if given) tells whether there was more.
  virtual Result<std::string> read(const std::string& path, std::size_t limit, bool* cut = nullptr) = 0;
  // The entries of a folder, sorted by name (bytewise), without "." and "..".
  virtual Result<std::vector<FolderEntry>> list(const std::string& folder) = 0;
  virtual Result<std::unique_ptr<Output>> create(const std::string& path) = 0;
};

// The file system of this machine.
Disk& system_disk();

// An open file descriptor as an Output that is not closed at the end: standard output.
std::unique_ptr<Output> descriptor_output(int descriptor, std::string name);

}  // namespace thresh::base
