// Two texts as what they share and what each has alone, word by word.
//
// The shortest script is looked for as Myers does it ("An O(ND) Difference Algorithm and Its Variations", 1986) in its
// form with linear space: the middle of a shortest path is found from both ends, then each half is done in turn, by a
// list of work instead of recursion. Texts that have nothing in common would take quadratic time, so the steps are
// counted: where they run out, what is left is one replacement. The result is then longer than it could be, and as
// right.
//
// Tested by tests/dataset/word_diff_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::dataset {

struct WordRun {
  enum class Side : std::uint8_t { kBoth, kOld, kNew } side = Side::kBoth;
  std::string_view text;  // into the old text, or (kNew) into the new one

  bool operator==(const WordRun&) const = default;
};

// The runs in reading order; no two neighbours are of one side, what is old stands before what is new. The texts of
// kBoth and kOld make the old text, those of kBoth and kNew the new one. A word is a run of characters that are no
// white space; of scripts without spaces each character is one.
std::vector<WordRun> word_diff(std::string_view before, std::string_view after);

}  // namespace thresh::dataset
