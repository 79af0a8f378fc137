// What stands between two delimiters: what a template of that kind holds there, or content that merely has braces
// around it.
//
// - mustache: an expression, a block ({{#if x}}), a partial, a comment ({{! … }}), a helper with its arguments;
// - expression: an expression of JavaScript; field: the same, but a bare word has to name a field;
// - tag: a statement with a known name; smarty: the same of Smarty, with a $variable or an attribute=;
// - comment: proven by a marker ("todo", "@var") or a template in it, because nothing else tells it from prose;
// - code: an expression, or a word that only code has; token: a word of capitals; merge: the same, or words with a
//   capital each, of which one names a field: FIRST_NAME, First Name;
// - script: code between <% and %>; variable: what follows "{$"; word: one identifier, number or field.
//
// LaTeX (a backslash command, ^), wiki calls ({{x|key=y}}, {{#if: …}}, {{{1|}}}), cloze cards ({{c1::…}}) and words in
// a row ({{citation needed}}, {{ not sure }}) are none of these.
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <string_view>

#include "clean/vocabulary.h"

namespace thresh::clean {

bool fits_inside(std::string_view inner, Inside inside);

}  // namespace thresh::clean
