// See source_rules.h.
#include "dataset/source_rules.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/sha256.h"
#include "rules/load.h"

namespace thresh::dataset {
namespace {

using Errors = std::vector<base::Error>;

std::expected<SourceRules::Set, Errors> load_set(base::Disk& disk, const DatasetFile& dataset,
                                                 const std::vector<PathText>& paths) {
  SourceRules::Set set;
  Errors errors;
  const auto take = [&](rules::Loaded loaded) {
    if (loaded) {
      std::ranges::move(*loaded, std::back_inserter(set.rules));
    } else {
      std::ranges::move(loaded.error(), std::back_inserter(errors));
    }
  };
  if (paths.empty()) take(rules::load_shipped({}));
  for (const PathText& path : paths) take(rules::load_path(disk, dataset.resolved(path.text), {}));
  set.use_first = paths.size() == 1 && disk.kind(dataset.resolved(paths.front().text)) == base::PathKind::kFile;
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return set;
}

}  // namespace

std::expected<SourceRules, Errors> load_source_rules(base::Disk& disk, const DatasetFile& dataset) {
  SourceRules all;
  std::map<std::vector<std::string>, std::uint32_t> known;
  std::string said;
  for (const Source& source : dataset.sources) {
    const std::vector<PathText>& paths = source.rules.empty() ? dataset.rules : source.rules;
    std::vector<std::string> names;
    for (const PathText& path : paths) names.push_back(path.text);
    const auto [at, fresh] = known.emplace(std::move(names), static_cast<std::uint32_t>(all.sets.size()));
    all.of_source.push_back(at->second);
    if (!fresh) continue;
    auto set = load_set(disk, dataset, paths);
    if (!set) return std::unexpected(std::move(set.error()));
    said += set->use_first ? "one\n" : "many\n";
    for (const rules::Rules& rules : set->rules) said += rules::resolved(rules) + '\0';
    all.sets.push_back(*std::move(set));
  }
  all.digest = base::hex(base::sha256(said));
  return all;
}

}  // namespace thresh::dataset
