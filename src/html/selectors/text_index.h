// The text of a run of nodes as one string, with the place of each node in it: for :contains().
//
// White space is collapsed over the whole, so that what stands in an element is a part of the string whose ends may be
// a space too many. A text that is looked for has no spaces at its ends.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/budget.h"
#include "html/document.h"

namespace thresh::html {

class TextIndex {
 public:
  // Of the nodes from `begin` on, up to `end` (exclusive). Where the budget is spent, the rest has no text.
  TextIndex(const Document& document, NodeId begin, NodeId end, Budget& budget);

  bool covers(const Document& document, NodeId node) const {
    return begin_ <= node && document.node(node).end <= begin_ + starts_.size() - 1;
  }
  std::string_view text() const { return text_; }
  // Where the text of the nodes from `node` on starts.
  std::size_t start(NodeId node) const { return starts_[node - begin_]; }

 private:
  void append(std::string_view text);

  NodeId begin_;
  bool space_ = false;  // white space, before the next character
  std::string text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace thresh::html
