// A POSIX file descriptor that closes itself, and errors of the system as Error. Only who talks to the system itself
// uses it: the files of the disk, and the lock and the state of a dataset.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace thresh::base {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number, bool owned = true) : number_(number), owned_(owned) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  // Whoever takes the number closes it.
  int release() { return std::exchange(number_, -1); }

  // Closes it now; 0, or the errno of close(2), which is where some file systems tell that a write failed.
  int close();

 private:
  int number_ = -1;
  bool owned_ = true;
};

// open(2) with O_CLOEXEC. `mode` is cut by the umask. Sets errno: EINTR where a signal came while a named pipe was
// waited for.
Descriptor open_descriptor(const std::string& path, int flags, unsigned mode = 0);

// The descriptor that a path such as /dev/stdout or /dev/fd/3 stands for. Opening such a path would open the file
// behind it a second time, at its start: what the shell's >> had put there would be overwritten.
std::optional<int> descriptor_of_path(std::string_view path);

// An Error with the system's reason for `number` (an errno), the place being `path`.
std::unexpected<Error> system_failure(ErrorCode code, int number, const std::string& path);

// Whether the system can take `path` at all: a name with a NUL byte would be cut there.
bool is_possible_path(std::string_view path);

}  // namespace thresh::base
