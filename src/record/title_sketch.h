// What a title says, in 12 bytes: enough to tell whether two titles name the same thing.
//
// Shops and catalogues give hundreds of pages nearly the same text; what a page is about stands in its title then. Two
// titles agree if half of their words or more are in both, so that a site's name at the end or a mended word does no
// harm, and if they have the same numbers: "20 oz" is not "30 oz", nor "part 2" "part 3".
//
// Tested by tests/record/title_sketch_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace thresh::record {

struct TitleSketch {
  std::uint64_t words = 0;    // a bit for each word; 0 for no title
  std::uint32_t numbers = 0;  // a hash of the words that hold a digit, in any order; 0 for none
};

TitleSketch title_sketch(std::string_view title);

// Whether they may name the same thing. A missing title agrees with any.
bool agree(const TitleSketch& a, const TitleSketch& b);

}  // namespace thresh::record
