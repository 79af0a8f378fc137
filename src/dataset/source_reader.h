// The `sources` of a dataset file: where its pages come from.
//
// Tested by tests/dataset/dataset_file_test.cpp and tests/dataset/errors/*.yaml.
#pragma once

#include <vector>

#include "dataset/dataset_file.h"
#include "rules/report.h"
#include "rules/yaml_tree.h"

namespace thresh::dataset {

std::vector<Source> read_sources(const rules::YamlNode& node, rules::Report& report);

// The key that a kind of source has: "sitemap".
std::string_view name(Source::Kind kind);

}  // namespace thresh::dataset
