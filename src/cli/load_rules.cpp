// See load_rules.h.
#include "cli/load_rules.h"

#include <algorithm>

#include "cli/same_place.h"
#include "rules/load.h"

namespace thresh::cli {

std::optional<rules::RuleSet> load_rules(const std::vector<std::string>& paths, Console& console) {
  auto set = rules::load_set(console.disk(), paths, {});
  if (set) return *std::move(set);
  for (const base::Error& error : set.error()) console.error(error);
  return std::nullopt;
}

bool replaces_rules(base::Disk& disk, const std::string& path, const rules::RuleSet& set) {
  return std::ranges::any_of(set.rules, [&](const rules::Rules& one) { return same_place(disk, path, one.file); });
}

}  // namespace thresh::cli
