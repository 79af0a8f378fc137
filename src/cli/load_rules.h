// The rules that a command works with: those of --rules, else the shipped ones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "rules/rules.h"

namespace thresh::cli {

// Prints what is wrong with the rules and gives nothing if anything is.
std::optional<rules::RuleSet> load_rules(const std::vector<std::string>& paths, Console& console);

// Whether a file that is written at `path` would replace one that these rules, which are not the shipped ones, were
// read from.
bool replaces_rules(base::Disk& disk, const std::string& path, const rules::RuleSet& set);

}  // namespace thresh::cli
