// Selector files, for Python: loaded once, used by any number of threads.
//
// Tested by tests/python/api_test.py.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "columns/schema.h"
#include "python.h"
#include "rules/rules.h"

namespace thresh::python {

struct RuleSet : rules::RuleSet {
  using Source = std::pair<std::string, std::string>;  // the name of a file and its YAML

  std::vector<Source> sources;  // none where they are the shipped ones
  std::shared_ptr<const columns::Schema> custom_fields;

  static std::shared_ptr<const RuleSet> shipped();
  // A file, or the *.yaml of a folder.
  static std::shared_ptr<const RuleSet> of_path(const std::string& path);
  static std::shared_ptr<const RuleSet> of_sources(std::vector<Source> sources, bool use_first);
};

void bind_rules(nb::module_& module);

}  // namespace thresh::python
