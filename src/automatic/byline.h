// Who wrote a page and when, from the lines about its title: for pages whose markup does not say.
//
// Of each block near the title, the nearest below it first, three things are asked. A <time> with a datetime, or what
// the line says as a date (thread/dates.h); words before it tell whether it is that of publishing or of an update. What
// stands behind the words of a by-line (byline_words.h). An element that is an author's by its class, its rel, its
// itemprop or its address. A name is what reads as a person's, or what a team calls itself.
//
// Lines below the title that hold nothing but a by-line are no part of the text.
//
// Tested by tests/automatic/byline_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "automatic/analysis.h"
#include "extract/draft.h"
#include "extract/page_view.h"

namespace thresh::automatic {

struct Byline {
  std::optional<extract::Found> author, date;
  std::optional<extract::Found> modified;  // the date of an update
  bool person = false;                     // surely a person's name: of two words or more, and said to be the author's
  std::vector<std::size_t> lines;          // blocks that are nothing else
};

// `title`: the block that is the title; `kept`: by block, main content; `comments`: elements in page order, in which
// nothing tells of the page.
Byline byline_of(const extract::PageView& page, const Analysis& analysis, std::optional<std::size_t> title,
                 const std::vector<bool>& kept, std::span<const html::NodeId> comments = {});

}  // namespace thresh::automatic
