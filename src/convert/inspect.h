// What a page is, without converting it: for `thresh inspect`.
//
// Tested by tests/convert/inspect_test.cpp.
#pragma once

#include <span>

#include "convert/page.h"
#include "record/value.h"
#include "rules/rules.h"

namespace thresh::convert {

// A map: name, page (html or text), bytes, charset, charset_from, url, title, wall, rules (those that match, the best
// first, and by what), stated_counts (lines such as "14 answers"), artifacts (by family: how many are a whole text or
// line, how many stand in a sentence, an example), warnings.
record::Map inspect(Page& page, std::span<const rules::Rules> rules);

}  // namespace thresh::convert
