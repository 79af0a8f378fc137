// The settings of a dataset file, a function a section: `fetch`, `schedule`, `guard`, `hooks`, `refresh`, `output`.
// Each gives what it could read and reports the rest.
//
// Tested by tests/dataset/dataset_file_test.cpp and tests/dataset/errors/*.yaml.
#pragma once

#include "dataset/dataset_file.h"
#include "rules/report.h"
#include "rules/yaml_tree.h"

namespace thresh::dataset {

FetchSettings read_fetch(const rules::YamlNode& node, rules::Report& report);
Schedule read_schedule(const rules::YamlNode& node, rules::Report& report);
GuardSettings read_guard(const rules::YamlNode& node, rules::Report& report);
Hooks read_hooks(const rules::YamlNode& node, rules::Report& report);
RefreshBounds read_refresh(const rules::YamlNode& node, rules::Report& report);
OutputSettings read_output(const rules::YamlNode& node, rules::Report& report);

}  // namespace thresh::dataset
