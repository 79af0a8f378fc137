// A YAML file as a record's value: for the expectations of tests.
//
// The same strict YAML as selector files; plain scalars mean what YAML 1.2's core schema says (null, true, 12, 4.5),
// quoted ones are strings.
//
// Tested by tests/rules/yaml_value_test.cpp.
#pragma once

#include <string_view>

#include "base/error.h"
#include "record/value.h"

namespace thresh::rules {

// Errors: kBadRules, with the place.
base::Result<record::Value> read_yaml(std::string_view yaml, std::string_view file);

}  // namespace thresh::rules
