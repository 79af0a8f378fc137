// Where the test data is that lies beside the repository, and how a test says that it is missing.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace thresh::html {

inline std::filesystem::path shared_folder() {
  const char* folder = std::getenv("THRESH_SHARED");
  return folder == nullptr ? std::filesystem::path(THRESH_SOURCE_DIR) / "../shared" : std::filesystem::path(folder);
}

// The files of a folder of the shared data with that ending, sorted. None, with a word, where they are missing.
inline std::vector<std::filesystem::path> shared_files(const std::string& folder, const std::string& ending) {
  std::vector<std::filesystem::path> files;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(shared_folder() / folder, missing)) {
    if (entry.path().extension() == ending) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  if (files.empty()) WARN("SKIPPED: there are no files *" << ending << " in the shared folder " << folder);
  return files;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace thresh::html
