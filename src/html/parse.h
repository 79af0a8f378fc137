// HTML to a Document: the front door of the HTML engine.
//
// Gumbo does the work for now (html/gumbo_adapter.cpp, the only file that includes it), guarded as a library that is
// quadratic on hostile pages must be. Another engine will take its place behind this function.
//
// Tested by tests/html/parse_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "base/limits.h"
#include "html/document.h"

namespace thresh::html {

// Parses a page of valid UTF-8 (with CRLF and NUL as they come). Never fails and never recurses: a page over a limit
// (bytes, nodes, depth, memory) gives a Document that is `cut`. Views into `arena` and `page`, which must outlive it.
Document parse(std::string_view page, const base::Limits& limits, base::Arena& arena);

}  // namespace thresh::html
