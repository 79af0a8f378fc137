// Where a thread that is spread over several pages goes on.
//
// The rules say it (`next:`); without them, or where they say nothing of it, the page itself does with rel="next"
// (HTML, section 4.6.7.12), in a link or on one.
//
// Tested by tests/convert/next_page_test.cpp.
#pragma once

#include <string>

#include "convert/page.h"
#include "rules/rules.h"

namespace thresh::convert {

// The absolute address of the next page; empty where there is none. `rules` may be null.
std::string find_next(Page& page, const rules::Rules* rules);

}  // namespace thresh::convert
