// The file system as a small interface, so that tests can make a disk full or failing.
//
// `Disk` is what the program asks of a file system; `system_disk()` is the real one (POSIX). Writing goes through an
// Output: a regular target is written beside itself under a temporary name and takes its place in `commit` (write,
// fsync, rename), so that a reader sees the old file or the new one and never a mix; an Output that is destroyed
// without a commit leaves nothing behind. A target that is no regular file (a pipe, /dev/stdout, /dev/null) is
// written directly. A target that is a symbolic link stays one: the file that it points to is replaced. A target that
// is replaced keeps its permissions.
//
// Tested by tests/base/disk_test.cpp. tests/base/faulty_disk.h is a Disk in memory that fails where a test wants it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace thresh::base {

class Input;     // base/stream.h
class Appender;  // base/stream.h

// A file being written. Errors: kWriteFailed with the system's reason, kClosedOutput where the reader went away; once
// there was an error, every later call gives it again.
class Output {
 public:
  virtual ~Output() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  // Ends the writing: everything is handed to the system, a regular file is synced and closed, still beside its place.
  // For who has several files to put in their places together: what can fail for want of room fails here, and a file
  // that waits holds no descriptor.
  virtual Result<void> seal() { return {}; }
  // Everything written so far is handed to the system and, for a regular file, put in its place.
  virtual Result<void> commit() = 0;
};

// A regular file that is open for reading at any place.
class FileReader {
 public:
  virtual ~FileReader() = default;
  virtual std::uint64_t size() const = 0;  // when it was opened
  // Fills `buffer` from `offset` on; gives how many bytes that were, fewer only at the end. Errors: kUnreadable.
  virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) = 0;
};

class Folder;  // base/folder.h

enum class PathKind : std::uint8_t { kMissing, kFile, kFolder, kOther };

// A symbolic link has the kind of what it points to, except that a link to a folder is kOther: a walk over folders that
// enters only kFolder ends.
struct FolderEntry {
  std::string name;
  PathKind kind;
};

class Disk {
 public:
  virtual ~Disk() = default;
  virtual PathKind kind(const std::string& path) = 0;  // follows symbolic links
  // The whole file, at most `limit` bytes; `*cut` (if given) tells whether there was more. Pipes and /dev/stdin work.
  // Errors: kNotFound; kUnreadable with the system's reason, also for a folder.
  virtual Result<std::string> read(const std::string& path, std::size_t limit, bool* cut = nullptr) = 0;
  // The entries of a folder, sorted by name (bytewise), without "." and "..". Errors: kNotFound, kUnreadable.
  virtual Result<std::vector<FolderEntry>> list(const std::string& folder) = 0;
  // Opens `path` for writing; its folder must exist. Errors: kWriteFailed.
  virtual Result<std::unique_ptr<Output>> create(const std::string& path) = 0;
  // Errors: kNotFound; kUnreadable with the system's reason, also for what is no regular file.
  virtual Result<std::unique_ptr<FileReader>> open(const std::string& path) = 0;
  // Symbolic links in `path` are followed, as the user wants it who named it. Errors: kNotFound, kUnreadable.
  virtual Result<std::unique_ptr<Folder>> open_folder(const std::string& path) = 0;
  // The folder and those above it, as far as they are missing. Errors: kWriteFailed.
  virtual Result<void> make_folders(const std::string& path) = 0;
  // Opens a file, a pipe or /dev/stdin to be read piece by piece from `offset` on. Errors: kNotFound, kUnreadable.
  virtual Result<std::unique_ptr<Input>> stream(const std::string& path, std::uint64_t offset = 0) = 0;
  // Opens a regular file to be written to at its end; makes it where there is none, in a folder that exists. A symbolic
  // link is not followed. Errors: kWriteFailed.
  virtual Result<std::unique_ptr<Appender>> append(const std::string& path) = 0;
  // Where a file would stand that `create` makes of `path`: the end of a chain of symbolic links, whether or not
  // something is there. Errors: kWriteFailed, for links without an end.
  virtual Result<std::string> place_of(const std::string& path) = 0;
  // Puts a file in the place that `to` names, in one step, as an Output of `create` is: a symbolic link stays one, the
  // file that is replaced gives its permissions, and must be a regular one that may be written; of the same file
  // system. It has that name for certain, after a crash too, when this returns. Errors: kWriteFailed.
  virtual Result<void> move(const std::string& from, const std::string& to) = 0;
  // Takes a file away; that there is none is no error. Errors: kWriteFailed.
  virtual Result<void> remove(const std::string& path) = 0;
};

// The file system of this machine.
Disk& system_disk();

// An open file descriptor as an Output that is not closed at the end: standard output. Buffers 64 KiB; what was not
// committed at the end is dropped. SIGPIPE must be ignored for a closed pipe to become kClosedOutput.
std::unique_ptr<Output> descriptor_output(int descriptor, std::string name);

}  // namespace thresh::base
