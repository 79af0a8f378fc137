// For the tests of selector files: reading files of the repository, and a file that is right but for what a test adds.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "base/limits.h"
#include "rules/load.h"

namespace thresh::tests {

// The bytes of a file under the repository's root.
inline std::string repository_file(const std::string& path) {
  std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no such file: " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// "LINE:COLUMN: message" for each error; empty if the file is right.
inline std::vector<std::string> errors_of(const std::string& yaml) {
  std::vector<std::string> lines;
  const auto loaded = rules::load(yaml, "test.yaml", base::Limits{});
  if (loaded) return lines;
  for (const base::Error& error : loaded.error()) {
    lines.push_back(std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + ": " + error.message);
  }
  return lines;
}

// The rules of a file that has to be right, with one variant.
inline rules::Rules load_one(const std::string& yaml) {
  auto loaded = rules::load(yaml, "test.yaml", base::Limits{});
  if (!loaded) throw std::runtime_error(base::describe(loaded.error().front()));
  return std::move(loaded->front());
}

}  // namespace thresh::tests
