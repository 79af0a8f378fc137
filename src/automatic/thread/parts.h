// Who wrote each post, and where it can be linked to.
//
// Every element outside of the bodies that could be such a part is a candidate; candidates with the same key (keys.h)
// are one proposal, and the posts vote: the proposal that most posts have, and that looks most like the part (a link to
// a user), wins. A post that lacks the winner takes its next best.
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"

namespace thresh::automatic {

void find_authors(const Survey& survey, const Keys& keys, std::vector<Post>& posts);
void find_urls(const Survey& survey, const Keys& keys, std::vector<Post>& posts);
void find_accepted(const Survey& survey, const Keys& keys, std::vector<Post>& posts);

}  // namespace thresh::automatic
