// Many selectors over a page in one walk.
//
// As in the rule hashes of browsers, each selector is filed under what its last part asks of an element: an id, a
// class, an attribute, a tag name, in this order, or nothing of them. For each element of the page its own id, classes,
// attributes and name say which of the selectors are worth a try; the others cost nothing.
//
// Tested by tests/html/selector_set_test.cpp.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "html/budget.h"
#include "html/document.h"
#include "html/selector.h"

namespace thresh::html {

class SelectorSet {
 public:
  explicit SelectorSet(std::span<const Selector* const> selectors);
  ~SelectorSet();
  SelectorSet(SelectorSet&&) noexcept;

  // For each selector, in order, what Selector::select finds in `scope`. Of those that ask for their scope only what
  // stands inside of it. The budget is one for all; where it is spent, each has what was found so far. An element that
  // is found costs steps too, so that the budget bounds the memory.
  std::vector<std::vector<NodeId>> run(const Document& document, Budget& budget, NodeId scope = 0) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace thresh::html
