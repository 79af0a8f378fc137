// Files that are not handled whole: read from the front to the end, or grown at the end.
//
// What Disk::stream and Disk::append (disk.h) give. stream.cpp has those of the system.
//
// Tested by tests/base/stream_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace thresh::base {

// A file, a pipe, standard input, as it comes.
class Input {
 public:
  virtual ~Input() = default;
  // Reads 1 to `size` bytes to `to`; 0 at the end. Errors: kUnreadable with the system's reason.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
  // How many bytes are still to be read, where that is known.
  virtual std::optional<std::uint64_t> left() const = 0;
};

// A file that grows. Errors: kWriteFailed with the system's reason.
class Appender {
 public:
  virtual ~Appender() = default;
  virtual std::uint64_t size() const = 0;  // of the file, with what was appended
  // All of the bytes or none: where the system takes only a part (a full disk), the file is cut back to what it was.
  // The bytes are with the system when it returns, so that the end of this process does not lose them.
  virtual Result<void> append(std::string_view bytes) = 0;
  // Takes away what stands behind the first `size` bytes; `size` is at most what size() says.
  virtual Result<void> cut(std::uint64_t size) = 0;
  // Everything appended so far is on the disk, and so is the file's name.
  virtual Result<void> sync() = 0;
};

Result<std::unique_ptr<Input>> open_input(const std::string& path, std::uint64_t offset);
Result<std::unique_ptr<Appender>> open_appender(const std::string& path);

}  // namespace thresh::base
