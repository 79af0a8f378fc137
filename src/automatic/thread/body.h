// Which part of each post is what its author wrote.
//
// From the post inwards as long as one child holds most of its running text: each element on that way may be the body.
// The posts vote by key (keys.h): the part that holds most of the running text of most posts, and neither author, date
// nor buttons, is the body of all of them, also of those whose author wrote three words.
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"

namespace thresh::automatic {

void find_bodies(const Survey& survey, const Keys& keys, std::vector<Post>& posts);

// The subtrees in the bodies that are no part of them: buttons, signatures, notes on edits, other posts.
std::vector<Dropped> chaff_in_bodies(const Survey& survey, const std::vector<Post>& posts);

}  // namespace thresh::automatic
