// Where everything of a page stands in its bytes, as lines of text for `thresh dump --spans`.
//
// A line is: begin, end, kind (tag, attribute, text, comment, doctype is left out), the node's number in the tree, its
// name or the attribute's, and the value, with a tab between them. Begin and end count bytes of the page before it was
// decoded. In a value, \n, \t, \r and \\ stand for what they say. A text in several pieces has a line for each, with
// the value of the piece.
//
// Tested by tests/html/spans_test.cpp.
#pragma once

#include <functional>
#include <string_view>

#include "html/document.h"
#include "text/offset_map.h"

namespace thresh::html {

// `map`: from the text that was parsed back to the page's bytes. `write` is called with some lines at a time, and ends
// it by returning false.
void dump_spans(const Document& document, const text::OffsetMap& map,
                const std::function<bool(std::string_view)>& write);

}  // namespace thresh::html
