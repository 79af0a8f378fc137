// The data folder of a dataset, as commands take it: the folder itself, or the dataset's file, which names it.
//
// Tested by tests/cli/versions.test.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "cli/command.h"
#include "dataset/lock.h"
#include "dataset/versions.h"

namespace thresh::cli {

inline Flag data_flag(std::string& target) {
  return {.names = "data",
          .value = "DATA",
          .about = "the data folder of a dataset, which has `versions` in it; or the dataset's\nfile (.yaml)",
          .target = &target,
          .required = true};
}

enum class Access : std::uint8_t { kRead, kChange };

struct OpenDataset {
  dataset::Versions versions;
  std::optional<dataset::Lock> lock;  // for who changes something: no run does so meanwhile
};

// Opens it; where that fails, says why and gives the exit code.
std::expected<OpenDataset, int> open_dataset(const std::string& data, Access access, Console& console);

// The folder that DATA means; what is no file is one already. Where the file is wrong, says so and gives the exit code.
std::expected<std::string, int> data_folder(const std::string& data, Console& console);

// A version's number as it is written on the command line: "12", "000012". Where it is none, says so.
std::optional<std::uint32_t> read_version(const std::string& text, Console& console);

}  // namespace thresh::cli
