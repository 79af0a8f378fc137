// Reads a selector (CSS Syntax Level 3 for names and strings, Selectors Level 4 for the rest).
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "html/selector.h"
#include "html/selector_ast.h"

namespace thresh::html {

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view source) : source_(source) {}

  // The whole source as a list of selectors. Call it once.
  std::expected<SelectorList, base::SyntaxError> parse();

 private:
  enum class Leading : std::uint8_t { kNone, kAllowed, kImplied };  // may a selector start with a combinator

  bool list(SelectorList& out, Leading leading);
  bool complex(ComplexSelector& out, Leading leading);
  bool combinator(Combinator& out);
  bool compound(CompoundSelector& out);
  bool simple(CompoundSelector& out, bool first);
  bool attribute(AttributeTest& out);
  bool attribute_operator(AttributeOperator& out);
  bool attribute_value(AttributeTest& out);
  bool pseudo(CompoundSelector& out);
  bool nested(PseudoTest& out, std::string_view name);
  bool contains(PseudoTest& out);
  bool nth(PseudoTest& out);
  bool an_plus_b(std::string_view text, PseudoTest& out);

  bool name(std::string& out, std::string_view what);
  bool string(std::string& out);
  void escape(std::string& out);
  bool close_parenthesis();
  bool skip_space();  // whether there was any
  bool at_end() const { return at_ >= source_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  bool take(char c);
  bool fail(std::size_t offset, std::string message, std::string hint = {});
  bool unknown_pseudo(std::size_t offset, std::string_view name);

  std::string_view source_;
  std::size_t at_ = 0;
  int depth_ = 0;
  base::SyntaxError error_;
};

}  // namespace thresh::html
