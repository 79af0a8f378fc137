// Which elements of different posts are the same part: those with the same key.
//
// An element with a class is known by its tag and its classes, without numbers; one without by where it stands in what
// is around it ("the second cell of the row"), up to the post or to something with a class.
//
// Tested by tests/automatic/thread/groups_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "automatic/thread/groups.h"
#include "automatic/thread/post.h"

namespace thresh::automatic {

using Key = std::uint64_t;

class Keys {
 public:
  // Of all elements and texts of the posts. Linear in their nodes.
  Keys(const Survey& survey, const std::vector<Post>& posts);
  // 0 for what is in no post.
  Key of(html::NodeId node) const { return keys_[node]; }

 private:
  std::vector<Key> keys_;
};

// Calls `visit(node)` for each node of an item that is in none of the items inside of it; where that returns false, the
// node's subtree is skipped. An element that reaches out of the item (it holds what stands behind it, too) is not
// visited, only what is in it.
template <class Visit>
void for_each_own(const html::Document& document, const Item& item, Visit visit) {
  std::size_t inner = 0;
  for (html::NodeId id = item.stretch.begin; id < item.stretch.end;) {
    while (inner < item.inner.size() && item.inner[inner].end <= id) ++inner;
    if (inner < item.inner.size() && item.inner[inner].contains(id)) {
      id = item.inner[inner].end;
      continue;
    }
    const html::NodeId end = document.node(id).end;
    id = end > item.stretch.end || visit(id) ? id + 1 : end;
  }
}

}  // namespace thresh::automatic
