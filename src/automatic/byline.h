// Who wrote a page and when, from the lines about its title: for pages whose markup does not say.
//
// An author is what follows a by-line's words ("By", "Von", "Written by" …: data/block_phrases.tsv, sort `author`) and
// reads as a person's name or is what a team calls itself, or the words of an element whose class says author. A date
// is a <time>, or a line in the surroundings of the title that reads as one. Of several the one nearest below the title
// counts.
//
// Tested by tests/automatic/byline_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "automatic/analysis.h"
#include "extract/draft.h"
#include "extract/page_view.h"

namespace thresh::automatic {

struct Byline {
  std::optional<extract::Found> author, date;
};

// `title`: the block that is the title; `kept`: by block, main content.
Byline byline_of(const extract::PageView& page, const Analysis& analysis, std::optional<std::size_t> title,
                 const std::vector<bool>& kept);

}  // namespace thresh::automatic
