// Patterns of addresses, as `match: {url: …}` and the sources of a dataset have them: `*` alone stands for anything.
// convert/choose_rules.h matches them.
//
// Tested by tests/rules/load_test.cpp with tests/rules/errors/*.yaml.
#pragma once

#include <optional>
#include <string>

#include "rules/report.h"
#include "rules/yaml_tree.h"

namespace thresh::rules {

// The pattern that a text is; what surely is none (a regular expression, no beginning of an address) is reported.
std::optional<std::string> url_pattern_of(const YamlNode& text, Report& report);

}  // namespace thresh::rules
