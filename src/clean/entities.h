// Character references that were escaped twice: a page that shows "&nbsp;" because its source says "&amp;nbsp;".
//
// Tested by tests/clean/entities_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/arena.h"

namespace thresh::clean {

// What references of a text stand by themselves, touched by no letter or digit: "Put &nbsp; there", but not
// "It&#8217;s".
enum class Standing : std::uint8_t {
  kNone,
  kLetters,  // a letter, a no-break space, a quotation mark
  kSigns,    // a dash, a bullet, "&amp;": in texts that were escaped twice those stand by themselves as well
};

// `text` with complete references to typographic characters decoded once: the names that writing tools produce
// (&nbsp; &rsquo; &mdash; &eacute; …), &amp; &quot; &apos;, and numbers of printable characters. &lt; and &gt; stay:
// text that shows those speaks about markup. The result is `text` itself where there is nothing to mend, else a copy
// in `arena`. `kept`: what stands by itself stays as well, on pages that speak about references; kSigns for all of it.
std::string_view mend_entities(std::string_view text, base::Arena& arena, Standing kept = Standing::kNone);

// Whether a text holds a reference at all, &lt; and &gt; among them.
bool holds_reference(std::string_view text);

// kLetters where one of those that stand by themselves is of that kind.
Standing standing_references(std::string_view text);

}  // namespace thresh::clean
