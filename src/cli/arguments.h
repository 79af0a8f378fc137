// The command line to an invocation: CLI11 parses, by the table of commands (arguments.cpp, the only file that
// includes it).
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "cli/command.h"

namespace thresh::cli {

// What every command takes.
struct Common {
  bool quiet = false;
  std::string color = "auto";
};

// Something to run.
struct Parsed {
  std::unique_ptr<Invocation> invocation;
  Common common;
};

// Something to print and leave with: help, the version, or what is wrong with the command line.
struct Answer {
  std::string text;
  int exit_code = 0;
};

std::variant<Parsed, Answer> parse_arguments(int argc, const char* const* argv);

}  // namespace thresh::cli
