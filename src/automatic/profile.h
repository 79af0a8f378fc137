// The profile of a person or a house, told from what the page shows: a heading that is the name, and below it what a
// card says: a specialty, a place, how many gave which rating.
//
// A heading with a title or degrees ("Dr. Ann Berg, MD") is a person's where any of that or reviews with ratings stand
// below it; any other counts where there are reviews, and the page says how many gave what rating; where reviews are
// not most of it (a recipe), also an address or a telephone number.
//
// Tested by tests/automatic/profile_test.cpp.
#pragma once

#include <optional>

#include "automatic/analysis.h"
#include "extract/draft.h"
#include "extract/page_view.h"

namespace thresh::automatic {

// Fields of a profile without its reviews and its text; nothing where the page is none. `talk`: posts are most of the
// page's main content.
std::optional<extract::Draft> profile_by_shape(const extract::PageView& page, const Analysis& analysis, bool talk);

}  // namespace thresh::automatic
