// HTML to a Document by Gumbo: `--engine gumbo`, and the oracle that the engine is compared with in tests.
//
// Gumbo is quadratic on hostile pages, crashes where its memory ends and loses its way in some tag soup; it is guarded
// (nesting_guard.h, gumbo_adapter.h).
//
// Tested by tests/html/parse_gumbo_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "base/limits.h"
#include "html/document.h"

namespace thresh::html {

// As html::parse.
Document parse_guarded(std::string_view page, const base::Limits& limits, base::Arena& arena);

}  // namespace thresh::html
