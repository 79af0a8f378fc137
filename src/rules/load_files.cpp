// Selector files from a disk, and those compiled into the program. See load.h.
#include <iterator>

#include "base/embedded.h"
#include "rules/load.h"

namespace thresh::rules {
namespace {

// Adds the rules or the errors of one file.
void add(Loaded loaded, std::vector<Rules>& rules, std::vector<base::Error>& errors) {
  if (loaded) {
    rules.insert(rules.end(), std::make_move_iterator(loaded->begin()), std::make_move_iterator(loaded->end()));
  } else {
    errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
  }
}

Loaded result(std::vector<Rules> rules, std::vector<base::Error> errors) {
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return rules;
}

Loaded load_file(base::Disk& disk, const std::string& path, const base::Limits& limits) {
  // One byte more than allowed tells that there is more. A byte order mark does not count.
  constexpr std::size_t kByteOrderMark = 3;
  auto bytes = disk.read(path, limits.rules_bytes + kByteOrderMark + 1);
  if (!bytes) return std::unexpected(std::vector{bytes.error()});
  return load(*bytes, path, limits);
}

bool is_selector_file(const base::FolderEntry& entry) {
  return entry.kind == base::PathKind::kFile && entry.name.ends_with(".yaml") && !entry.name.starts_with('.');
}

Loaded load_folder(base::Disk& disk, const std::string& folder, const base::Limits& limits) {
  auto entries = disk.list(folder);
  if (!entries) return std::unexpected(std::vector{entries.error()});
  std::vector<Rules> rules;
  std::vector<base::Error> errors;
  bool found = false;
  for (const base::FolderEntry& entry : *entries) {
    if (!is_selector_file(entry)) continue;
    found = true;
    add(load_file(disk, folder + (folder.ends_with('/') ? "" : "/") + entry.name, limits), rules, errors);
  }
  if (!found) {
    base::Error error{base::ErrorCode::kNotFound, "no selector file (*.yaml) in this folder"};
    error.place.file = folder;
    errors.push_back(std::move(error));
  }
  return result(std::move(rules), std::move(errors));
}

}  // namespace

Loaded load_path(base::Disk& disk, const std::string& path, const base::Limits& limits) {
  if (disk.kind(path) == base::PathKind::kFolder) return load_folder(disk, path, limits);
  return load_file(disk, path, limits);
}

Loaded load_shipped(const base::Limits& limits) {
  std::vector<Rules> rules;
  std::vector<base::Error> errors;
  for (const base::EmbeddedFile& file : base::embedded_under("selectors/")) {
    add(load(file.bytes, file.path, limits), rules, errors);
  }
  return result(std::move(rules), std::move(errors));
}

std::expected<RuleSet, std::vector<base::Error>> load_set(base::Disk& disk, std::span<const std::string> paths,
                                                          const base::Limits& limits) {
  RuleSet set;
  std::vector<base::Error> errors;
  if (paths.empty()) add(load_shipped(limits), set.rules, errors);
  for (const std::string& path : paths) add(load_path(disk, path, limits), set.rules, errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  set.shipped = paths.empty();
  set.use_first = paths.size() == 1 && disk.kind(paths.front()) == base::PathKind::kFile;
  return set;
}

}  // namespace thresh::rules
