// The adoption agency algorithm (HTML standard, section 13.2.6.4.7): what an end tag of a formatting element does where
// elements cross, as in <b>1<p>2</b>3</p>.
//
// The numbers in the comments are the steps of the standard. The part of the stack above the formatting element is
// worked on as a list and put back as a whole. In a stack deeper than the limit on depth, where that would take time
// that grows with the depth, the formatting element only leaves the list.
#include "html/tree/tree_builder.h"

#include <algorithm>

namespace thresh::html {

void TreeBuilder::adoption_agency(Name subject) {
  // 2
  if (open_.current().is(subject) && !formatting_.contains(open_.current().node)) return open_.pop();
  // 3, 4
  constexpr int kOuterLoop = 8;
  for (int i = 0; i < kOuterLoop; ++i) {
    if (!adopt_once(subject)) return;
  }
}

// Whether to go on with the outer loop.
bool TreeBuilder::adopt_once(Name subject) {
  // 4.3
  const std::size_t formatting = formatting_.find(subject);
  if (formatting == ActiveFormatting::kNowhere) return end_ordinary(subject), false;
  // 4.4, 4.5
  const OpenElements::Index at = open_.find(formatting_[formatting].node, subject);
  if (at == OpenElements::kNowhere) return formatting_.remove(formatting), false;
  if (!open_.in_scope(at)) return false;
  if (open_.size() > limits_.depth) return formatting_.remove(formatting), false;
  // 4.7, 4.8
  OpenElements::Index furthest = at + 1;
  while (furthest < open_.size() && !open_.is_special(furthest)) ++furthest;
  if (furthest == open_.size()) {
    open_.pop_to(at);
    formatting_.remove(formatting);
    return false;
  }
  adopt(formatting, at, furthest);
  return true;
}

// 4.9 to 4.20. `formatting`: of the formatting element in the list, `at`: in the stack.
void TreeBuilder::adopt(std::size_t formatting, OpenElements::Index at, OpenElements::Index furthest) {
  std::vector<OpenElement> above;  // the stack above the formatting element
  for (OpenElements::Index i = at + 1; i < open_.size(); ++i) above.push_back(open_[i]);
  std::size_t block = furthest - at - 1;  // the furthest block among them
  const NodeId block_node = above[block].node;
  const NodeId formatting_node = formatting_[formatting].node;
  std::size_t bookmark = formatting;
  NodeId last = block_node;
  // 4.13
  constexpr int kInnerLoop = 3;
  int inner = 0;
  for (std::size_t i = block; i-- > 0;) {
    std::size_t entry = formatting_.find(above[i].node);
    if (++inner > kInnerLoop && entry != ActiveFormatting::kNowhere) {
      formatting_.remove(entry);
      if (entry < bookmark) --bookmark;
      entry = ActiveFormatting::kNowhere;
    }
    if (entry == ActiveFormatting::kNowhere) {
      above.erase(above.begin() + static_cast<std::ptrdiff_t>(i));
      --block;
      continue;
    }
    const NodeId copy = clone(above[i].node);
    formatting_.replace(entry, copy);
    above[i].node = copy;
    if (last == block_node) bookmark = entry + 1;
    builder_.move(last, {copy});
    last = copy;
  }
  // 4.14
  builder_.move(last, appropriate_place(at - 1));
  // 4.15 to 4.17
  const NodeId copy = clone(formatting_node);
  builder_.move_children(block_node, copy);
  builder_.move(copy, {block_node});
  // 4.18
  const std::size_t old = formatting_.find(formatting_node);
  const Name name = formatting_[old].name;
  formatting_.insert(bookmark, {copy, name});
  formatting_.remove(formatting_.find(formatting_node));
  // 4.19
  above.insert(above.begin() + static_cast<std::ptrdiff_t>(block) + 1, {.node = copy, .name = name});
  open_.replace_from(at, above);
}

// A copy of an element without its children, in no place yet.
NodeId TreeBuilder::clone(NodeId node) {
  Node copy = builder_.node(node);
  copy.flags = kClone;
  return builder_.add_detached(copy);
}

}  // namespace thresh::html
