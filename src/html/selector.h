// CSS selectors over a Document: Selectors Level 4 as far as a page without a browser has it. docs/selectors.md says
// what there is.
//
// Matching works right to left on the flat tree, without recursion over the page. Each `select` spends steps from a
// budget, so that a hostile page cannot make it run forever; where it is spent, what was found so far is returned.
// Classes and ids are case-sensitive, whether the page is in quirks mode or not.
//
// Tested by tests/html/selector_test.cpp, with the cases of tests/html/selectors.tsv, and against soupsieve by
// tests/html/soupsieve_test.py.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"
#include "html/budget.h"
#include "html/document.h"

namespace thresh::html {

struct Program;

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

  // Whether what it matches depends on the scope: it holds :scope, or starts with a combinator.
  bool asks_scope() const;
  // What is no selector and was forgiven, as :is() and :where() do with what stands in them.
  std::span<const base::SyntaxError> ignored() const;

  const std::string& source() const { return source_; }

 private:
  friend class SelectorSet;

  std::string source_;
  std::shared_ptr<const Program> program_;
};

}  // namespace thresh::html
