// Reads a selector (CSS Syntax Level 3 for names and strings, Selectors Level 4 for the rest).
//
// Recursive descent, at most 16 deep; each function reads one rule of the grammar and leaves the first error in error_.
// parser.cpp has lists and compounds, attribute_parser.cpp what stands in [ ], pseudo_parser.cpp what follows a ':'.
//
// Tested by tests/html/selector_test.cpp, with the errors of tests/html/selector_errors.tsv.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/syntax_error.h"
#include "html/selectors/css_reader.h"
#include "html/selectors/program.h"

namespace thresh::html {

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view source) : reader_(source) {}

  // The whole source as a list of selectors. Call it once.
  std::expected<Program, base::SyntaxError> parse();

 private:
  enum class Leading : std::uint8_t { kNone, kAllowed, kImplied };  // may a selector start with a combinator

  bool list(SelectorList& out, Leading leading);
  bool forgiving_list(SelectorList& out);
  bool complex(ComplexSelector& out, Leading leading);
  bool combinator(Combinator& out);
  bool compound(CompoundSelector& out);
  bool simple(CompoundSelector& out, bool first);
  bool element(ElementTest& out);
  bool element_space(std::string_view prefix, std::size_t start, ElementSpace& out);

  bool attribute(AttributeTest& out);
  bool attribute_name(AttributeTest& out);
  bool attribute_names(AttributeTest& out, std::string_view prefix, std::string_view local, std::size_t start);
  bool attribute_operator(AttributeOperator& out);
  bool attribute_value(std::string& out);
  bool attribute_flag(ValueCase& out);

  bool pseudo(CompoundSelector& out);
  bool pseudo_element(std::size_t start);
  bool plain_pseudo(CompoundSelector& out, std::string_view called);
  bool function(PseudoTest& out, std::string_view called);
  bool selector_function(PseudoTest& out, std::string_view called);
  bool text_function(PseudoTest& out, std::string_view called);
  bool nth_function(PseudoTest& out, std::string_view called);
  bool direction(PseudoTest& out);
  bool defined_by(PseudoTest& out, std::string_view source);
  bool texts(PseudoTest& out, std::string_view called);
  bool unknown_pseudo(std::size_t start, std::string_view called);

  bool name(std::string& out, std::string_view what);
  bool string(std::string& out);
  bool close_parenthesis();
  bool fail(std::size_t offset, std::string message, std::string hint = {});
  NameIndex name_index(std::string_view exact);

  CssReader reader_;
  int depth_ = 0;
  bool hopeless_ = false;  // an error that no list forgives
  bool in_definition_ = false;
  base::SyntaxError error_;
  Program program_;
  std::unordered_map<std::string, NameIndex> indexes_;  // of the names in the program
};

}  // namespace thresh::html
