// What stands between two delimiters: a template's expression, or content that merely has braces around it.
// Private to the room; tested by tests/clean/artifact_test.cpp.
#pragma once

#include <string_view>

#include "clean/families.h"

namespace thresh::clean {

// Whether `inner` is what a template of that kind holds there. LaTeX (a backslash command, ^), wiki calls ({{x|key=y}},
// {{#if: …}}, {{{1|}}}), cloze cards ({{c1::…}}) and plain words in a row ({{citation needed}}) are not.
bool fits_inside(std::string_view inner, Inside inside);

}  // namespace thresh::clean
