// Other programs that are started and looked after: runs of the daemon, commands of hooks. An interface, so that tests
// can play the programs.
//
// Each child leads a process group of its own, so that it can be ended with all that it started, and Ctrl-C does not
// reach it. It gets no signal of ours blocked or ignored.
//
// Tested by tests/dataset/children_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace thresh::dataset {

struct ChildRequest {
  std::vector<std::string> arguments;    // the program first; it is looked for in PATH if it has no slash
  std::vector<std::string> environment;  // "NAME=value", beside our own
  std::string input;                     // what it reads from standard input
};

// A child that ended.
struct ChildEnd {
  std::int64_t id = 0;
  int code = 0;         // its exit code; of one that a signal ended the signal's number
  bool killed = false;  // by a signal
};

class Children {
 public:
  virtual ~Children() = default;
  // Starts a program; its id. Errors: kInternal where it cannot be started.
  virtual base::Result<std::int64_t> start(const ChildRequest& request) = 0;
  // A child that ended since; nullopt if none did. Does not wait.
  virtual std::optional<ChildEnd> reap() = 0;
  // Sends a signal to a child and what it started.
  virtual void signal(std::int64_t id, int number) = 0;
};

// The processes of this system. Those that are left when it goes are not waited for.
std::unique_ptr<Children> system_children();

}  // namespace thresh::dataset
