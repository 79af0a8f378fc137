// The rules of each source of a dataset, read once.
//
// Tested by tests/dataset/refresh_test.cpp.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "dataset/dataset_file.h"
#include "rules/rules.h"

namespace thresh::dataset {

struct SourceRules {
  std::vector<rules::RuleSet> sets;
  std::vector<std::uint32_t> of_source;  // by the number of the source
  std::string digest;                    // of all that they say

  const rules::RuleSet& of(std::uint32_t source) const { return sets[of_source[source]]; }
};

// Errors: those of the selector files, all of them.
std::expected<SourceRules, std::vector<base::Error>> load_source_rules(base::Disk& disk, const DatasetFile& dataset);

}  // namespace thresh::dataset
