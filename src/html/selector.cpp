// See selector.h. Which nodes are asked, and in which order; html/selector_matcher.h says whether they match.
#include "html/selector.h"

#include <algorithm>
#include <utility>

#include "html/selector_matcher.h"
#include "html/selector_parser.h"

namespace thresh::html {

struct Selector::Program {
  SelectorList list;
  bool reaches_siblings = false;  // one of them starts with + or ~
};

namespace {

// Whether the selector looks for siblings of the scope, and what is inside them.
bool reaches_siblings(const ComplexSelector& selector) {
  if (!selector.relative()) return false;
  const Combinator first = selector.combinators.front();
  return first == Combinator::kNextSibling || first == Combinator::kLaterSibling;
}

}  // namespace

std::expected<Selector, SelectorError> Selector::compile(std::string_view source) {
  auto list = SelectorParser(source).parse();
  if (!list) return std::unexpected(std::move(list.error()));
  Selector selector;
  selector.source_ = source;
  const bool siblings = std::ranges::any_of(*list, html::reaches_siblings);
  selector.program_ = std::make_shared<const Program>(Program{std::move(*list), siblings});
  return selector;
}

template <class Found>
void Selector::each_match(const Document& document, NodeId scope, Budget& budget, Found found) const {
  if (program_ == nullptr) return;
  SelectorMatcher matcher(document, scope, budget);
  const NodeId scope_end = document.node(scope).end;
  const bool beyond = program_->reaches_siblings && scope != 0;
  const NodeId end = beyond ? document.node(document.parent(scope)).end : scope_end;
  for (NodeId id = scope + 1; id < end && !budget.exhausted(); ++id) {
    if (!document.is_element(id)) continue;
    const bool inside = id < scope_end;
    const bool matches = std::ranges::any_of(program_->list, [&](const ComplexSelector& one) {
      return inside != html::reaches_siblings(one) && matcher.matches(one, id);
    });
    if (matches && !found(id)) return;
  }
}

std::vector<NodeId> Selector::select(const Document& document, NodeId scope, Budget& budget) const {
  std::vector<NodeId> found;
  each_match(document, scope, budget, [&](NodeId id) { return found.push_back(id), true; });
  return found;
}

NodeId Selector::select_first(const Document& document, NodeId scope, Budget& budget) const {
  NodeId first = kNoNode;
  each_match(document, scope, budget, [&](NodeId id) { return first = id, false; });
  return first;
}

bool Selector::matches(const Document& document, NodeId element, NodeId scope, Budget& budget) const {
  return program_ != nullptr && document.is_element(element) &&
         SelectorMatcher(document, scope, budget).matches(program_->list, element);
}

}  // namespace thresh::html
