// See same_place.h.
#include "cli/same_place.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace thresh::cli {
namespace {

namespace fs = std::filesystem;

// Where a file of that name would stand, without links and dots; empty where that cannot be told.
fs::path place(base::Disk& disk, const std::string& path) {
  const auto end = disk.place_of(path);
  std::error_code trouble;
  const fs::path whole = end ? fs::weakly_canonical(fs::absolute(*end, trouble), trouble) : fs::path();
  return trouble ? fs::path() : whole;
}

bool is_file_name(const std::string& path) { return !path.empty() && path != "-"; }

}  // namespace

bool same_place(base::Disk& disk, const std::string& one, const std::string& other) {
  if (!is_file_name(one) || !is_file_name(other)) return false;
  std::error_code not_there;
  if (fs::equivalent(one, other, not_there)) return true;
  const fs::path here = place(disk, one);
  return !here.empty() && here == place(disk, other);
}

bool is_among(base::Disk& disk, const std::string& path, std::span<const std::string> files) {
  return std::ranges::any_of(files, [&](const std::string& file) { return same_place(disk, path, file); });
}

}  // namespace thresh::cli
