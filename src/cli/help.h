// Help, made from the table of commands: examples first, then usage, then options.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace thresh::cli {

std::string general_help();
// The help of a group such as `rules`.
std::string group_help(std::string_view group);
std::string command_help(const Command& command, const std::vector<Flag>& flags);

// The flags that every command takes, as lines of help.
std::string_view common_flags_help();

}  // namespace thresh::cli
