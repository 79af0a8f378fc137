// Texts that one source of a page cuts short ("Well, the first thing to check is …", "Read more") and another has in
// full: what markup says for search engines is often cut, and so is what a page folds away.
//
// Tested by tests/automatic/complete_test.cpp.
#pragma once

#include "extract/draft.h"

namespace thresh::automatic {

// Whether a body in `draft` ends as a text does that was cut (structured/said.h, is_truncated).
bool has_cut_body(const extract::Draft& draft);

// Puts a body of `other` in place of each body of `draft` that is cut and that it starts with. Where several start so
// and differ, none is taken. Linear in the words of both.
void complete_bodies(extract::Draft& draft, const extract::Draft& other);

}  // namespace thresh::automatic
