// What few posts have: a heading of their own, the rating that they give (a review), when they were changed.
//
// A heading is an element that is one, or is called one, outside of the body, in most posts and not the same in all. A
// rating stands in an element that is called one: its words ("4 out of 5"), or what an attribute of it or within it
// says for readers who see no stars (aria-label, title, alt, style, data-rating). Where nothing is called so, words and
// attributes that are surely a rating count: stars, "4 out of 5 stars", but not "4/5"; at last rows of star icons
// (star_icons.h). What is the same in all posts of an author who wrote several may be a member's rank, and is none. The
// day of a change stands behind the words for it ("Last edited by Ana, 3 May"), wherever in the post.
//
// Tested by tests/automatic/thread/extras_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"

namespace thresh::automatic {

void find_headlines(const Survey& survey, const Keys& keys, std::vector<Post>& posts);
void find_ratings(const Survey& survey, const Keys& keys, std::vector<Post>& posts);
void find_edits(const Survey& survey, std::vector<Post>& posts);

}  // namespace thresh::automatic
