// Strings of JSON as words: text on some sites, HTML on others, and text with character references on most. Text has
// its own line breaks, HTML those of its elements.
//
// Tested by tests/extract/json_words_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "base/limits.h"
#include "extract/draft.h"
#include "text/passage.h"

namespace thresh::extract {

// Whether a string holds a character reference: "&amp;", "&#39;".
bool holds_reference(std::string_view text);

// Whether a string holds a tag of HTML: "<br>", "</p>", and neither "a < b" nor "<Name>".
bool holds_tag(std::string_view text);

// What a string says, trimmed; empty if nothing. `text` lives as long as the arena. What was done to it is added to the
// steps of `taken`.
text::Passage json_words(std::string_view text, const base::Limits& limits, base::Arena& arena, Taken& taken);

}  // namespace thresh::extract
