// Tests of attribute values: the operators of [name=value] (Selectors Level 4, section 6).
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <string_view>

#include "html/selectors/ast.h"

namespace thresh::html {

// Whether one of the words of `text`, which white space parts, is `word`.
bool has_word(std::string_view text, std::string_view word, bool ignore_case);

bool satisfies(std::string_view value, const AttributeTest& test, bool ignore_case);

}  // namespace thresh::html
