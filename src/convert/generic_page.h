// A page that no selector file matches: its title, description and visible text.
//
// Tested by tests/convert/generic_page_test.cpp.
#pragma once

#include "convert/page.h"
#include "extract/draft.h"

namespace thresh::convert {

// A draft of the kind `page`.
extract::Draft draft_generic(Page& page);

}  // namespace thresh::convert
