// When each post was written.
//
// Of what says a date, the most exact counts: the attributes of an element and of what is in it (datetime, title) and
// its text are all read, and where a text has only a day, the clock that follows it in its line belongs to it. The
// posts vote on what is their date, as in parts.h; a date that is said to be that of joining or editing is none.
//
// Tested by tests/automatic/thread/post_dates_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"

namespace thresh::automatic {

void find_dates(const Survey& survey, const Keys& keys, std::vector<Post>& posts);

}  // namespace thresh::automatic
