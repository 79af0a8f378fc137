// Which blocks of a page are its main content.
//
// Each block has a probability; how many are kept is decided for the page as a whole: the most likely ones first, as
// many as are worth most: nearly the expected F1 of the kept words (sum of p·w over what is kept, against the words
// kept and the words expected). A fixed cut is worse on pages of which little is sure.
//
// Tested by tests/automatic/main_content_test.cpp.
#pragma once

#include <span>
#include <vector>

#include "automatic/analysis.h"

namespace thresh::automatic {

struct MainContent {
  std::vector<bool> kept;  // by block
  double expected = 0;     // the F1 that is expected of it, 0 to 1: how sure the choice is
};

// What it is worth to keep words of which so many are expected to be right, of so many expected on the page: their F1,
// but that a word expected on the page counts .85. Blocks of a page err together, so the F1 itself keeps too much
// (cross-validated: precision .862 for a recall of .926; so .867 and .921, and F1 .0003 higher).
double choice_worth(double right, double kept, double expected);

// `words`: of each block. n log n in the blocks.
MainContent choose_blocks(std::span<const double> probabilities, std::span<const std::uint32_t> words);

// Keeps each paragraph with sentences that stands among kept ones of its make and is not unlikely: a text has no holes.
// Where models judge block by block, one that reads otherwise (a quote, a short one) may fall out.
void keep_paragraphs(const html::Document& document, const std::vector<Block>& blocks,
                     std::span<const double> probabilities, std::vector<bool>& kept);

// A listing of code between kept blocks is kept, and a paragraph that is not unlikely among kept ones of its make. Of a
// page of few words all is kept that no menu, footer, form or the like holds.
MainContent main_content(const html::Document& document, const Analysis& page);

}  // namespace thresh::automatic
