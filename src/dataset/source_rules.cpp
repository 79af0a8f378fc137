// See source_rules.h.
#include "dataset/source_rules.h"

#include <map>

#include "base/sha256.h"
#include "rules/load.h"

namespace thresh::dataset {
std::expected<SourceRules, std::vector<base::Error>> load_source_rules(base::Disk& disk, const DatasetFile& dataset) {
  SourceRules all;
  std::map<std::vector<std::string>, std::uint32_t> known;
  std::string said;
  for (const Source& source : dataset.sources) {
    const std::vector<PathText>& paths = source.rules.empty() ? dataset.rules : source.rules;
    std::vector<std::string> names;
    for (const PathText& path : paths) names.push_back(dataset.resolved(path.text));
    const auto [at, fresh] = known.emplace(names, static_cast<std::uint32_t>(all.sets.size()));
    all.of_source.push_back(at->second);
    if (!fresh) continue;
    auto set = rules::load_set(disk, names, {});
    if (!set) return std::unexpected(std::move(set.error()));
    said += set->use_first ? "one\n" : "many\n";
    for (const rules::Rules& rules : set->rules) said += rules::resolved(rules) + '\0';
    all.sets.push_back(*std::move(set));
  }
  all.digest = base::hex(base::sha256(said));
  return all;
}

}  // namespace thresh::dataset
