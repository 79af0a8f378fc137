// A walk over what of a post stands outside of its body.
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <algorithm>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// Calls `visit(node)` for each node of a post that is shown and stands in no body, or in the frame of one; false skips
// its subtree.
template <class Visit>
void for_each_outside(const Survey& survey, const Post& post, Visit visit) {
  const html::Document& document = survey.document();
  html::NodeId body_end = 0, frame_end = 0;  // of those that are entered
  for_each_own(document, post.item, [&](html::NodeId id) {
    if (survey.hidden(id)) return false;
    if (id != post.item.root && std::ranges::binary_search(post.body, id)) {
      if (post.frame.empty()) return false;
      body_end = document.node(id).end;
    }
    if (id < body_end && id >= frame_end) {
      if (!std::ranges::binary_search(post.frame, id)) return true;  // there may be some frame in it
      frame_end = document.node(id).end;
    }
    return visit(id);
  });
}

// Calls `visit(i, element)` for each element outside of the bodies, of the i-th post, but for zones of these roles.
template <class Visit>
void for_each_element_outside(const Survey& survey, const std::vector<Post>& posts, std::uint32_t zones, Visit visit) {
  for (std::size_t i = 0; i < posts.size(); ++i) {
    for_each_outside(survey, posts[i], [&](html::NodeId id) {
      if (!survey.document().is_element(id)) return true;
      if ((survey.roles(id) & zones) != 0 && survey.zoned(id)) return false;
      return visit(i, id);
    });
  }
}

}  // namespace thresh::automatic
