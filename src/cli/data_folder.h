// The data folder of a dataset, as commands take it: the folder itself, or the dataset's file.
//
// Tested by tests/cli/versions.test.
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "dataset/versions.h"

namespace thresh::cli {

inline Flag data_flag(std::string& target) {
  return {.names = "data",
          .value = "DATA",
          .about = "the data folder of a dataset, which has `versions` in it",
          .target = &target,
          .required = true};
}

// Opens it; where that fails, says why and gives nothing.
std::optional<dataset::Versions> open_versions(const std::string& data, Console& console);

// A version's number as it is written on the command line: "12", "000012". Where it is none, says so.
std::optional<std::uint32_t> read_version(const std::string& text, Console& console);

}  // namespace thresh::cli
