// Where a page says that the next one of the same thread is: the `next:` of its selector file.
//
// Tested by tests/extract/next_page_test.cpp.
#pragma once

#include <string>

#include "extract/page_view.h"
#include "rules/rules.h"

namespace thresh::extract {

// The address of the first alternative that finds one, absolute and in its normal form; empty where none does. What the
// rules `drop` is looked into as well: links to other pages stand in what is navigation.
std::string next_page(const rules::Rules& rules, const PageView& page);

}  // namespace thresh::extract
