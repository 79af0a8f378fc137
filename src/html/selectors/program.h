// What a source compiles to, and its names as the numbers that they have on one page.
//
// A program belongs to no page. The names of elements and attributes in it stand in a table; for a page the table is
// looked up once (PageNames), and all tests compare numbers. A selector that needs a name that the page does not have
// is known to match nothing before any element is asked.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/syntax_error.h"
#include "html/document.h"
#include "html/selectors/ast.h"

namespace thresh::html {

struct WrittenName {
  std::string exact;  // as written
  std::string lower;
};

struct Program {
  SelectorList list;
  std::vector<WrittenName> names;
  std::vector<base::SyntaxError> ignored;  // what :is() and :where() forgave
  bool asks_scope = false;                 // :scope, or a combinator in front: what matches depends on the scope
};

// The numbers of a name on a page; kAbsent where the page has none.
inline constexpr Name kAbsent{UINT32_MAX};

struct PageName {
  Name lower = kAbsent;     // of an HTML element, and of an attribute
  Name adjusted = kAbsent;  // what that is in SVG or MathML, where it differs (viewbox is viewBox)
  Name exact = kAbsent;     // of an element of SVG or MathML, as the selector has it

  bool is_attribute(Name name) const { return name == lower || name == adjusted; }
  // SVG's names are case-sensitive; all in lower case is taken for them, too (foreignobject).
  bool is_element(const Node& node) const {
    if (node.space == Namespace::kHtml) return node.name == lower;
    return node.name == exact || (exact == lower && node.name == adjusted);
  }
};

using PageNames = std::vector<PageName>;  // by NameIndex

PageNames names_on(const Document& document, const Program& program);

// Whether the page has all names that the compounds of the selector need.
bool is_possible(const ComplexSelector& selector, const PageNames& names);

// Calls `visit` with each pseudo-class of the list, those inside of others included.
void each_pseudo(const SelectorList& list, auto visit) {
  for (const ComplexSelector& complex : list) {
    for (const CompoundSelector& compound : complex.compounds) {
      for (const PseudoTest& pseudo : compound.pseudos) {
        visit(pseudo);
        each_pseudo(pseudo.list, visit);
      }
    }
  }
}

}  // namespace thresh::html
