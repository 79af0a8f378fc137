// A dataset file from top to bottom. See dataset_file.h; the sections stand in source_reader.cpp and
// settings_reader.cpp.
#include "dataset/dataset_file.h"

#include <array>

#include "dataset/settings_reader.h"
#include "dataset/source_reader.h"
#include "dataset/strict_value.h"
#include "rules/report.h"
#include "rules/source_text.h"
#include "rules/strict.h"
#include "rules/yaml_tree.h"
#include "source/glob.h"

namespace thresh::dataset {
namespace {

using rules::Report;
using rules::YamlNode;

constexpr std::array<std::string_view, 10> kFileKeys = {"dataset", "sources", "rules", "fetch",   "schedule",
                                                        "guard",   "keep",    "hooks", "refresh", "output"};
constexpr std::string_view kManyHint = "name a file of addresses, one a line: `urls: urls.txt`";
constexpr std::uint32_t kMostVersions = 100'000;

// The folder that a path lies in, with its slash; empty for the folder that we are in.
std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

DatasetFile read_file(const YamlNode& tree, std::string_view file, Report& report) {
  DatasetFile dataset;
  dataset.file = file;
  if (!rules::is_filled_map(tree, "a map with `dataset`, `sources` and `output`", report)) return dataset;
  rules::check_keys(tree, kFileKeys, "a dataset file", report);
  const YamlNode *name = tree.find("dataset"), *sources = tree.find("sources"), *output = tree.find("output");
  if (name == nullptr) report.error(tree, "`dataset` is missing: the name of the dataset", "dataset: my-pages");
  if (sources == nullptr) report.error(tree, "`sources` is missing: where the pages come from");
  if (output == nullptr) report.error(tree, "`output` is missing: where the versions go", "output: {folder: data}");
  if (name != nullptr) dataset.name = slug_of(*name, report).value_or("");
  if (sources != nullptr) dataset.sources = read_sources(*sources, report);
  if (output != nullptr) dataset.output = read_output(*output, report);
  if (const YamlNode* rules = tree.find("rules")) {
    dataset.rules = paths_of(*rules, "a selector file, or a folder of them", report);
  }
  if (const YamlNode* fetch = tree.find("fetch")) dataset.fetch = read_fetch(*fetch, report);
  if (const YamlNode* schedule = tree.find("schedule")) {
    dataset.schedule = read_schedule(*schedule, report);
  }
  if (const YamlNode* guard = tree.find("guard")) dataset.guard = read_guard(*guard, report);
  if (const YamlNode* keep = tree.find("keep")) {
    dataset.keep = rules::number_of(*keep, "keep", 1, kMostVersions, report).value_or(dataset.keep);
  }
  if (const YamlNode* hooks = tree.find("hooks")) dataset.hooks = read_hooks(*hooks, report);
  if (const YamlNode* refresh = tree.find("refresh")) dataset.refresh = read_refresh(*refresh, report);
  return dataset;
}

base::Error too_large(std::string_view file, const base::Limits& limits) {
  base::Error error{base::ErrorCode::kTooLarge,
                    "a dataset file has at most " + std::to_string(limits.rules_bytes >> 10) + " KB"};
  error.place.file = file;
  error.hint = kManyHint;
  return error;
}

// What the file names and has to be there before anything starts. Pages and archives may come and go.
std::vector<base::Error> missing_files(base::Disk& disk, const DatasetFile& dataset) {
  std::vector<base::Error> errors;
  const auto check = [&](const std::vector<PathText>& paths) {
    for (const PathText& path : paths) {
      if (disk.kind(dataset.resolved(path.text)) != base::PathKind::kMissing) continue;
      errors.push_back({base::ErrorCode::kBadRules, "there is no such file or folder", path.place,
                        "a path is named from where the dataset file lies"});
    }
  };
  check(dataset.rules);
  for (const Source& source : dataset.sources) {
    check(source.rules);
    if (source.kind == Source::Kind::kUrlList) check(source.paths);
  }
  return errors;
}

}  // namespace

std::string DatasetFile::resolved(std::string_view path) const {
  return path.starts_with('/') ? std::string(path) : folder_of(file) + std::string(path);
}

std::string DatasetFile::resolved_pattern(std::string_view pattern) const {
  if (pattern.starts_with('/') || !source::is_pattern(pattern)) return resolved(pattern);
  std::string escaped;
  for (const char c : folder_of(file)) {
    if (c == '*' || c == '?' || c == '[' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + std::string(pattern);
}

LoadedDataset load_dataset(std::string_view yaml, std::string_view file, const base::Limits& limits) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (yaml.starts_with(kByteOrderMark)) yaml.remove_prefix(kByteOrderMark.size());
  if (yaml.size() > limits.rules_bytes) return std::unexpected(std::vector{too_large(file, limits)});
  const rules::SourceText source(yaml, file);
  const auto tree = rules::parse_yaml(source, limits, {.instead_of_many = kManyHint, .instead_of_aliases = {}});
  if (!tree) return std::unexpected(std::vector{tree.error()});
  Report report(source);
  DatasetFile dataset = read_file(*tree, file, report);
  if (!report.clean()) return std::unexpected(report.take());
  return dataset;
}

LoadedDataset load_dataset_file(base::Disk& disk, const std::string& path, const base::Limits& limits) {
  // One byte more than allowed tells that there is more. A byte order mark does not count.
  constexpr std::size_t kByteOrderMark = 3;
  auto bytes = disk.read(path, limits.rules_bytes + kByteOrderMark + 1);
  if (!bytes) return std::unexpected(std::vector{bytes.error()});
  auto dataset = load_dataset(*bytes, path, limits);
  if (!dataset) return dataset;
  auto missing = missing_files(disk, *dataset);
  if (!missing.empty()) return std::unexpected(std::move(missing));
  return dataset;
}

}  // namespace thresh::dataset
