// Runs compiled selectors over one Document.
//
// A complex selector is tried from right to left. A failure says whether it holds for this element or for all, so that
// no ancestor is tried twice in vain; that is what keeps chains of descendant combinators linear in the depth.
// Positions among siblings, "has an earlier sibling such as" and the answers of :has() and :contains() are remembered,
// so that wide lists are linear too. Recursion is over the selector, which the parser bounds.
//
// matcher.cpp has combinators and what an element's tag says, pseudo_matcher.cpp the pseudo-classes, nth_matcher.cpp
// positions among siblings. Every test spends from the budget what it costs, in nodes and in chunks of text.
//
// Tested by tests/html/selector_test.cpp and tests/html/selector_limits_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "html/budget.h"
#include "html/document.h"
#include "html/selectors/direction.h"
#include "html/selectors/form_states.h"
#include "html/selectors/language.h"
#include "html/selectors/memo.h"
#include "html/selectors/program.h"
#include "html/selectors/text_index.h"

namespace thresh::html {

class SelectorMatcher {
 public:
  SelectorMatcher(const Document& document, NodeId scope, Budget& budget)
      : document_(document), scope_(scope), anchor_(scope), budget_(budget) {}

  // The names of the program whose selectors are asked from now on; they live as long as the matcher.
  void use(const PageNames& names) { names_ = &names; }

  // Whether an element has the name and the namespace.
  bool test(const ElementTest& test, const Node& node) const;
  // Whether the element matches one of the selectors.
  bool matches(const SelectorList& list, NodeId element);
  bool matches(const ComplexSelector& selector, NodeId element);

 private:
  enum class Outcome : std::uint8_t { kMatches, kFails, kFailsForAll };

  Outcome match_to(const ComplexSelector& selector, std::size_t index, NodeId node);
  Outcome match_ancestors(const ComplexSelector& selector, std::size_t index, NodeId node);
  bool match_earlier_sibling(const ComplexSelector& selector, std::size_t index, NodeId node);
  bool test(const CompoundSelector& compound, NodeId node);
  bool test_tag(const CompoundSelector& compound, NodeId node);
  bool test_ids_and_classes(const CompoundSelector& compound, NodeId node);
  bool test(const AttributeTest& test, NodeId node);
  bool test(const PseudoTest& test, NodeId node);

  bool remembered(const PseudoTest& test, NodeId node, bool (SelectorMatcher::*work_out)(const PseudoTest&, NodeId));
  bool test_has(const PseudoTest& test, NodeId node);
  bool test_has(const ComplexSelector& selector, NodeId node);
  bool has_inside(const ComplexSelector& selector, NodeId node);
  bool has_later(const ComplexSelector& selector, NodeId node);
  bool test_nth(const PseudoTest& test, NodeId node);
  bool counts(const PseudoTest& test, NodeId sibling);
  std::uint32_t position(const PseudoTest& test, NodeId node);
  std::uint32_t position_of_type(NodeId node, bool from_end);
  bool test_empty(NodeId node);
  bool test_contains(const PseudoTest& test, NodeId node);
  bool test_contains_own(const PseudoTest& test, NodeId node);
  bool test_language(const PseudoTest& test, NodeId node);
  bool test_defined(NodeId node) const;
  bool test_form(PseudoClass kind, NodeId node);

  NodeId previous_element(NodeId node);
  NodeId next_element(NodeId node);
  bool is_root(NodeId node) const { return document_.parent(node) == 0; }

  struct Counted {
    NodeId last = kNoNode;       // the sibling counted last
    std::uint32_t position = 0;  // its position, from 1
    std::uint32_t total = 0;     // of all; 0 where it was not asked for
  };
  struct TypePosition {
    std::uint32_t from_start = 0, from_end = 0;  // from 1
  };
  struct Scanned {
    NodeId next = kNoNode;   // the sibling to look at next
    NodeId found = kNoNode;  // the first that matches
  };

  const Document& document_;
  NodeId scope_;
  NodeId anchor_;
  Budget& budget_;
  const PageNames* names_ = nullptr;
  Memo<Counted> counted_;
  Memo<Scanned> scanned_;
  Memo<Ahead<NodeId>> ahead_;
  Memo<TypePosition> type_positions_;
  Memo<bool> answers_;
  std::unordered_map<const void*, Ahead<std::size_t>> texts_ahead_;
  std::optional<TextIndex> text_;
  std::optional<Directions> directions_;
  std::optional<FormStates> forms_;
  std::optional<Languages> languages_;
};

}  // namespace thresh::html
