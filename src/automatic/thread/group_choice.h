// Which of the groups of a page (groups.h) are its posts.
//
// The best one is, but where another that is nearly as good tells the same better: one that has the replies inside of
// the best one's items, too, or all of them one by one; what a few large parts of the page are made of (a question, and
// a box of all answers), or the one part that says nearly all; comments that are called so, before such parts; the
// elements that are called posts, where the best one is their texts, or the elements around these that add a head.
//
// Tested by tests/automatic/thread/bare_pages_test.cpp and groups_test.cpp.
#pragma once

#include <span>

#include "automatic/thread/groups.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// How much an item says of itself, who and when: from 0 to 2.
int says(const Survey& survey, const Item& item);

// `groups`: the best first, at least one.
Group posts_among(const Survey& survey, std::span<const Group> groups);

}  // namespace thresh::automatic
