// See selector.h. Which nodes are asked, and in which order; html/selector_matcher.h says whether they match.
#include "html/selector.h"

#include <algorithm>
#include <utility>

#include "html/selector_matcher.h"
#include "html/selector_parser.h"

namespace thresh::html {

namespace {

// Where the matches of a selector stand: inside its scope, in the sibling after it or in any later one (the siblings
// themselves included).
enum class Reach : std::uint8_t { kInside, kNextSibling, kLaterSiblings };

Reach reach_of(const ComplexSelector& selector) {
  if (!selector.relative()) return Reach::kInside;
  const Combinator first = selector.combinators.front();
  if (first == Combinator::kNextSibling) return Reach::kNextSibling;
  return first == Combinator::kLaterSibling ? Reach::kLaterSiblings : Reach::kInside;
}

}  // namespace

struct Selector::Program {
  SelectorList list;
  std::vector<Reach> reaches;  // of each in the list

  bool reaches_to(Reach reach) const { return std::ranges::find(reaches, reach) != reaches.end(); }
};

namespace {

// Where the sibling element after the scope ends; the scope's own end where there is none.
NodeId next_element_end(const Document& document, NodeId scope, Budget& budget) {
  for (NodeId id = document.next_sibling(scope); id != kNoNode && budget.spend(1); id = document.next_sibling(id)) {
    if (document.is_element(id)) return document.node(id).end;
  }
  return document.node(scope).end;
}

}  // namespace

std::expected<Selector, base::SyntaxError> Selector::compile(std::string_view source) {
  auto list = SelectorParser(source).parse();
  if (!list) return std::unexpected(std::move(list.error()));
  Selector selector;
  selector.source_ = source;
  std::vector<Reach> reaches;
  for (const ComplexSelector& one : *list) reaches.push_back(reach_of(one));
  selector.program_ = std::make_shared<const Program>(Program{std::move(*list), std::move(reaches)});
  return selector;
}

template <class Found>
void Selector::each_match(const Document& document, NodeId scope, Budget& budget, Found found) const {
  if (program_ == nullptr) return;
  SelectorMatcher matcher(document, scope, budget);
  const Program& program = *program_;
  const NodeId scope_end = document.node(scope).end;
  NodeId next_end = scope_end, end = scope_end;  // where the next sibling ends, and all that is looked at
  if (scope != 0 && program.reaches_to(Reach::kNextSibling)) {
    end = next_end = next_element_end(document, scope, budget);
  }
  if (scope != 0 && program.reaches_to(Reach::kLaterSiblings)) end = document.node(document.parent(scope)).end;
  NodeId id = program.reaches_to(Reach::kInside) ? scope + 1 : scope_end;
  for (; id < end && !budget.exhausted(); ++id) {
    if (!document.is_element(id)) {
      budget.spend(1);
      continue;
    }
    const auto in_reach = [&](Reach reach) {
      return reach == Reach::kInside ? id < scope_end
                                     : id >= scope_end && (reach != Reach::kNextSibling || id < next_end);
    };
    bool matches = false;
    for (std::size_t i = 0; i < program.list.size() && !matches; ++i) {
      matches = in_reach(program.reaches[i]) && matcher.matches(program.list[i], id);
    }
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
