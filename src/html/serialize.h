// A Document's nodes as HTML source (HTML standard, section 13.3).
//
// Tested by tests/html/render_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "html/document.h"

namespace thresh::html {

// The subtree's children as HTML source ("inner HTML", HTML standard section 13.3). `dropped`: by node, subtrees to
// leave out; may be null. Not recursive.
std::string inner_html(const Document& document, NodeId node, const std::vector<bool>* dropped = nullptr);

// An element with its tags as HTML source ("outer HTML"), or what another node is there.
std::string outer_html(const Document& document, NodeId node);

}  // namespace thresh::html
