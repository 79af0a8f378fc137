// What belongs to an article's text though it stands in a box beside it: boxes of facts, quotes that are pulled out.
//
// Models judge blocks by how like the page's menus and teasers they are, and such boxes are short lines in an <aside>.
// What stands between two kept blocks, in an element that is called so and hardly links anywhere, is kept, too.
//
// Tested by tests/automatic/text_boxes_test.cpp.
#pragma once

#include <vector>

#include "automatic/analysis.h"
#include "automatic/body.h"
#include "extract/page_view.h"

namespace thresh::automatic {

void keep_text_boxes(const extract::PageView& page, const Analysis& analysis, std::vector<Fate>& fates);

}  // namespace thresh::automatic
