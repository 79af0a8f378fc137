// Character references that were escaped twice: a page that shows "&nbsp;" because its source says "&amp;nbsp;".
//
// Tested by tests/clean/entities_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"

namespace thresh::clean {

// `text` with complete references to typographic characters decoded once: the names that writing tools produce
// (&nbsp; &rsquo; &mdash; &eacute; …), &amp; &quot; &apos;, and numbers of printable characters. &lt; and &gt; stay:
// text that shows those speaks about markup. The result is `text` itself where there is nothing to mend, else a copy
// in `arena`.
std::string_view mend_entities(std::string_view text, base::Arena& arena);

}  // namespace thresh::clean
