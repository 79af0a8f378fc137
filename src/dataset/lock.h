// One run at a time: the lock of a dataset, and who holds it.
//
// An advisory lock of the open file (F_OFD_SETLK): the system lets go of it when the process ends, however it ends, so
// that a lock never outlives its holder and nothing has to be healed. Who holds it is written into it for people to
// read. The file stays where it is, unless its holder takes it away; whoever got the lock of a file that is no longer
// there under its name has got nothing, and tries again.
//
// Tested by tests/dataset/lock_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/descriptor.h"
#include "base/error.h"

namespace thresh::dataset {

struct LockHolder {
  std::int64_t pid = 0;
  std::string host;
  std::string boot;        // the system's id of this boot; empty where it has none
  std::int64_t since = 0;  // UTC, milliseconds
  bool operator==(const LockHolder&) const = default;
};

// This process, now.
LockHolder this_process(base::Clock& clock);

// "pid=123 host=worker boot=… since=2026-11-26T08:00:00Z\n", and back; nullopt for anything else.
std::string to_text(const LockHolder& holder);
std::optional<LockHolder> read_holder(std::string_view text);

class Lock {
 public:
  // Takes the lock of the file `path`, which is made if need be; its folder must exist. Does not wait for a holder.
  // Errors: kLocked, which names the holder; kWriteFailed where the file cannot be made or the file system knows no
  // locks.
  static base::Result<Lock> take(const std::string& path, base::Clock& clock);

  Lock(Lock&&) noexcept = default;
  Lock& operator=(Lock&&) = delete;
  ~Lock();

  // From now on the file goes with the lock.
  void leave_nothing() { goes_ = true; }

 private:
  Lock(base::Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  base::Descriptor file_;
  std::string path_;
  bool goes_ = false;
};

}  // namespace thresh::dataset
