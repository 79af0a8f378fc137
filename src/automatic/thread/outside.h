// A walk over what of a post stands outside of its body.
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <algorithm>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// Calls `visit(node)` for each node of a post that is shown and stands in no body; false skips its subtree.
template <class Visit>
void for_each_outside(const Survey& survey, const Post& post, Visit visit) {
  for_each_own(survey.document(), post.item, [&](html::NodeId id) {
    if (survey.hidden(id)) return false;
    const bool root = id == post.item.root;
    if (!root && std::ranges::binary_search(post.body, id)) return false;
    return visit(id);
  });
}

}  // namespace thresh::automatic
