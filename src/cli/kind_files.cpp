// See kind_files.h.
#include "cli/kind_files.h"

#include "record/shape.h"

namespace thresh::cli {
namespace {

constexpr std::string_view kKind = "{kind}";

// Where it stands in the name of the file; npos where it does not.
std::size_t place_of_kind(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return path.find(kKind, slash == std::string::npos ? 0 : slash + 1);
}

}  // namespace

bool has_kinds(const emit::Format& format, const std::string& path) {
  return format.one_kind && place_of_kind(path) != std::string::npos;
}

std::string with_kinds(base::Disk& disk, const emit::Format& format, const std::string& path) {
  if (!format.one_kind || path.empty()) return path;
  const bool slash = path.ends_with('/');
  if (!slash && disk.kind(path) != base::PathKind::kFolder) return path;
  return path + (slash ? "" : "/") + std::string(kKind) + std::string(format.extension);
}

std::string path_of_kind(const std::string& path, std::string_view kind) {
  const std::size_t place = place_of_kind(path);
  return place == std::string::npos ? path : std::string(path).replace(place, kKind.size(), kind);
}

std::vector<std::string> files_of(const emit::Format& format, const std::string& path) {
  if (!has_kinds(format, path)) return {path};
  std::vector<std::string> files;
  for (const record::Kind& kind : record::kinds()) files.push_back(path_of_kind(path, kind.name));
  return files;
}

}  // namespace thresh::cli
