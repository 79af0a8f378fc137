// A change as pieces of text that are marked as old, new or neither: what a terminal and a page have in common.
//
// Tested by tests/dataset/change_writers_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "dataset/change.h"
#include "dataset/word_diff.h"

namespace thresh::dataset {

struct ShownRun {
  WordRun::Side side = WordRun::Side::kBoth;
  std::string text;
};

// What went and what came. Long stretches that did not change are shortened to their ends; a value that is long and on
// one side only is cut. `most`: characters of such a stretch.
std::vector<ShownRun> shown(const FieldChange& change, std::size_t most);

// At most `most` code points of a text, with "…" where something is left out in the middle (`ends`) or at the end.
std::string shortened(std::string_view text, std::size_t most, bool ends = false);

}  // namespace thresh::dataset
