// Which post answers which, where they do not stand inside each other.
//
// In order of trust: a post stands in a container of replies that follows the post they are for; a depth that each
// element says (a class "depth-2", data-depth, a margin) makes a tree of the posts in order; a line says whom a post is
// in reply to.
//
// Tested by tests/automatic/thread/replies_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// Fills Post::reply_to of posts whose authors are known, where none has one yet. Linear in the posts' nodes.
void find_replies(const Survey& survey, std::vector<Post>& posts);

}  // namespace thresh::automatic
