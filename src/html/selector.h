// CSS selectors over a Document (Selectors Level 4, the part that a static page needs).
//
// Type, universal, class, id, attribute operators (= ~= |= ^= $= *= with i and s), the combinators (descendant, >, +,
// ~), lists, :is :where :not :has, :nth-child (also "of S") and its kin, :first-child …, :only-child …, :empty, :root,
// :scope, and :contains("text") as an extension. A relative selector may start with a combinator: "+ .byline".
//
// Matching works right to left on the flat tree, without recursion over the page. Each `select` spends steps from a
// budget, so that a hostile page cannot make it run forever; where it is spent, what was found so far is returned.
//
// Tested by tests/html/selector_test.cpp, with the cases of tests/html/selectors.tsv.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"
#include "html/budget.h"
#include "html/document.h"

namespace thresh::html {

class Selector {
 public:
  static std::expected<Selector, base::SyntaxError> compile(std::string_view source);

  Selector() = default;  // matches nothing

  // The elements that match, in page order, each once. Selectors are relative to `scope`: an absolute selector is
  // matched by elements strictly inside it (whose ancestors may lie outside), one that starts with a combinator is
  // anchored at it and may reach its siblings. :scope is `scope` itself. Scope 0 is the whole page.
  std::vector<NodeId> select(const Document& document, NodeId scope, Budget& budget) const;
  // The first of them; kNoNode if there is none.
  NodeId select_first(const Document& document, NodeId scope, Budget& budget) const;
  // Whether this one element matches.
  bool matches(const Document& document, NodeId element, NodeId scope, Budget& budget) const;

  const std::string& source() const { return source_; }

 private:
  struct Program;
  // Calls `found` for each match until it returns false.
  template <class Found>
  void each_match(const Document& document, NodeId scope, Budget& budget, Found found) const;

  std::string source_;
  std::shared_ptr<const Program> program_;
};

}  // namespace thresh::html
