// Values of a dataset file, read strictly: each function gives the value, or reports what stands there instead. The
// plainer ones (texts, numbers, booleans) are in rules/strict.h.
//
// Tested by tests/dataset/dataset_file_test.cpp and tests/dataset/errors/*.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/dataset_file.h"
#include "rules/report.h"
#include "rules/yaml_tree.h"

namespace thresh::dataset {

// A text without control characters: what goes on into headers, paths, units and shells holds none.
std::optional<std::string> line_of(const rules::YamlNode& node, std::string_view what, rules::Report& report);

std::optional<std::int64_t> duration_of(const rules::YamlNode& node, std::string_view what, std::int64_t least,
                                        std::int64_t most, rules::Report& report);
std::optional<std::uint64_t> size_of(const rules::YamlNode& node, std::string_view what, std::uint64_t most,
                                     rules::Report& report);
std::optional<double> percent_of(const rules::YamlNode& node, std::string_view what, rules::Report& report);

// An absolute address of http or https without a password.
std::optional<std::string> address_of(const rules::YamlNode& node, rules::Report& report);

// A path, or a list of them.
std::optional<PathText> path_of(const rules::YamlNode& node, std::string_view what, rules::Report& report);
std::vector<PathText> paths_of(const rules::YamlNode& node, std::string_view what, rules::Report& report);

// The name of a variable of the environment.
std::optional<std::string> variable_of(const rules::YamlNode& node, rules::Report& report);
// A text, or `{env: NAME}`.
Secret secret_of(const rules::YamlNode& node, std::string_view what, rules::Report& report);

// A slug: lower-case letters, digits, `-` and `_`. It names folders, units and metrics.
std::optional<std::string> slug_of(const rules::YamlNode& node, rules::Report& report);

}  // namespace thresh::dataset
