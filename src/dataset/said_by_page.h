// Which keys at the top of a record hold what the page says, and not what the program says about it.
//
// Tested by tests/dataset/change_test.cpp.
#pragma once

#include <algorithm>
#include <string_view>

namespace thresh::dataset {

inline bool is_said_by_page(std::string_view key) {
  constexpr std::string_view kOthers[] = {"id",       "kind",    "source",    "schema",       "completeness", "absent",
                                          "warnings", "removed", "conflicts", "duplicate_of", "provenance",   "stale"};
  return std::ranges::find(kOthers, key) == std::end(kOthers);
}

}  // namespace thresh::dataset
