// The flags that say how inputs of many pages are read, the same for every command that reads pages.
//
// Tested by tests/cli/inputs.test.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "cli/command.h"
#include "source/source.h"

namespace thresh::cli {

class InputFlags {
 public:
  std::vector<Flag> flags();
  // The flags' values, to be called when they were read.
  source::InputOptions options() const;

 private:
  std::string from_;
  source::InputOptions options_;
};

// `flags`, then those of `input`.
std::vector<Flag> with_input_flags(std::vector<Flag> flags, InputFlags& input);

}  // namespace thresh::cli
