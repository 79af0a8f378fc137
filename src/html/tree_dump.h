// A tree as text, in the format of html5lib's tree-construction tests, so that it can be compared with other parsers'.
//
// One line a node and an attribute, "| " and two spaces for each level before it; attributes are sorted by name, the
// content of a template stands under a line "content", foreign elements carry their prefix: "<svg path>".
//
// Tested by tests/html/tree_construction_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "html/document.h"

namespace thresh::html {

// The children of `root` and what is in them, piece by piece: `write` is called with some lines at a time, and ends it
// by returning false.
void dump_tree(const Document& document, NodeId root, const std::function<bool(std::string_view)>& write);
// The same as one text.
std::string dump_tree(const Document& document, NodeId root = 0);

}  // namespace thresh::html
