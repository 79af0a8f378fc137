// Runs a compiled selector over one Document.
//
// A complex selector is tried from right to left. A failure says whether it holds for this element or for all, so that
// no ancestor is tried twice in vain; that is what keeps chains of descendant combinators linear in the depth.
// Positions among siblings and "has an earlier sibling such as" are remembered by parent, so that wide lists are linear
// too.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "html/document.h"
#include "html/selector.h"
#include "html/selector_ast.h"

namespace thresh::html {

class SelectorMatcher {
 public:
  SelectorMatcher(const Document& document, NodeId scope, Budget& budget)
      : document_(document), scope_(scope), anchor_(scope), budget_(budget) {}

  // Whether the element matches one of the selectors.
  bool matches(const SelectorList& list, NodeId element);
  bool matches(const ComplexSelector& selector, NodeId element);

 private:
  enum class Outcome : std::uint8_t { kMatches, kFails, kFailsForAll };

  Outcome match_to(const ComplexSelector& selector, std::size_t index, NodeId node);
  Outcome match_ancestors(const ComplexSelector& selector, std::size_t index, NodeId node);
  bool match_earlier_sibling(const ComplexSelector& selector, std::size_t index, NodeId node);
  bool test(const CompoundSelector& compound, NodeId node);
  bool test_id_and_classes(const CompoundSelector& compound, NodeId node);
  bool test(const AttributeTest& test, NodeId node);
  bool test(const PseudoTest& test, NodeId node);
  bool test_has(const SelectorList& list, NodeId node);
  bool test_has(const ComplexSelector& selector, NodeId node);
  bool test_nth(const PseudoTest& test, NodeId node);
  bool test_empty(NodeId node);
  bool test_contains(const PseudoTest& test, NodeId node);
  bool counts(const PseudoTest& test, NodeId sibling, NodeId node);
  std::uint32_t position(const PseudoTest& test, NodeId node);
  NodeId previous_element(NodeId node);
  bool is_root(NodeId node) const { return document_.parent(node) == 0; }

  // What is remembered of the children of a parent, for one test and (for of-type) one element name.
  struct Key {
    const void* test;
    NodeId parent;
    NodeId anchor;
    std::string_view name;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Counted {
    NodeId last = kNoNode;       // the sibling counted last
    std::uint32_t position = 0;  // its position, from 1
    std::uint32_t total = 0;     // of all; 0 where it was not asked for
  };
  struct Scanned {
    NodeId next = kNoNode;   // the sibling to look at next
    NodeId found = kNoNode;  // the first that matches
  };

  const Document& document_;
  NodeId scope_;
  NodeId anchor_;
  Budget& budget_;
  std::unordered_map<Key, Counted, KeyHash> counted_;
  std::unordered_map<Key, Scanned, KeyHash> scanned_;
};

}  // namespace thresh::html
