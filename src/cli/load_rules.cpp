// See load_rules.h.
#include "cli/load_rules.h"

#include <iterator>

#include "rules/load.h"

namespace thresh::cli {
namespace {

bool take(rules::Loaded loaded, RuleSet& set, Console& console) {
  if (!loaded) {
    for (const base::Error& error : loaded.error()) console.error(error);
    return false;
  }
  std::move(loaded->begin(), loaded->end(), std::back_inserter(set.rules));
  return true;
}

}  // namespace

std::optional<RuleSet> load_rules(const std::vector<std::string>& paths, Console& console) {
  const base::Limits limits;
  RuleSet set;
  bool sound = true;
  if (paths.empty()) sound = take(rules::load_shipped(limits), set, console);
  for (const std::string& path : paths) sound &= take(rules::load_path(console.disk(), path, limits), set, console);
  set.use_first = paths.size() == 1 && console.disk().kind(paths.front()) == base::PathKind::kFile;
  return sound ? std::optional(std::move(set)) : std::nullopt;
}

}  // namespace thresh::cli
