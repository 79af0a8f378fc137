// Which blocks of an article's main content are no part of its text: stray lines (stray_lines.h), what stands in a
// small box with one that sells something, the links behind "Related stories", and at the end the few lines about the
// author.
//
// Tested by tests/automatic/stray_blocks_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "automatic/analysis.h"
#include "automatic/body.h"
#include "extract/page_view.h"

namespace thresh::automatic {

// Makes them chaff. `author`: the name of who wrote the article; may be empty.
void take_stray_blocks(const extract::PageView& page, const Analysis& analysis, std::string_view author,
                       std::vector<Fate>& fates);

}  // namespace thresh::automatic
