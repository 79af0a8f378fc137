// Whether a page's doctype puts browsers into quirks mode (HTML standard, section 13.2.6.4.1). The tree depends on it
// in one place: whether a table ends a paragraph.
//
// Tested by tests/html/quirks_test.cpp.
#pragma once

#include "html/document.h"

namespace thresh::html {

bool is_quirky(const Doctype& doctype, bool force_quirks);

}  // namespace thresh::html
