// What a subcommand is: a name, its flags, and a function that runs it.
//
// The commands stand in one table (commands.cpp); each has a file of its own name. Flags are described, not parsed:
// help and the parser (arguments.cpp) are made from the same description.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/console.h"

namespace thresh::cli {

struct Flag {
  std::string_view names;  // "-o,--output"; without a dash: a positional argument
  std::string_view value;  // what follows, for the help: "FILE"; empty for a switch
  std::string_view about;
  std::variant<bool*, std::string*, std::vector<std::string>*> target;
  std::vector<std::string> choices = {};  // the values allowed; empty: any
  bool required = false;
};

// One use of a command: its options, and what it does with them.
class Invocation {
 public:
  virtual ~Invocation() = default;
  virtual std::vector<Flag> flags() = 0;
  // Returns the exit code.
  virtual int run(Console& console) = 0;
};

struct Command {
  std::string_view name;      // "convert"; a space parts a group from its member: "rules check"
  std::string_view about;     // one line
  std::string_view examples;  // shown first in the help; lines of "  thresh …"
  std::unique_ptr<Invocation> (*make)();
};

std::span<const Command> commands();

}  // namespace thresh::cli
