// "Maybe clone an option into selectedcontent" (HTML standard, section 4.10.10.2): a selectedcontent element of a
// select shows a copy of what is in the selected option.
//
// The standard copies whenever the parser closes an option. Here it is done once, when the tree is complete, and only
// where a page has such an element; the outcome is that of the last time.
//
// Tested by tests/html/tree_construction_test.cpp.
#pragma once

#include "html/document_builder.h"

namespace thresh::html {

// Fills the selectedcontent elements of the tree, up to `limit` nodes in it.
void fill_selected_content(DocumentBuilder& builder, NodeId limit);

}  // namespace thresh::html
