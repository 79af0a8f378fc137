// A compiled selector: the tree that selector_parser.cpp makes and selector_matcher.cpp runs.
//
// Terms are those of Selectors Level 4, section 3.1: a list holds complex selectors, a complex selector is compound
// selectors with combinators between them, a compound selector is simple tests on one element.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace thresh::html {

enum class Combinator : std::uint8_t { kDescendant, kChild, kNextSibling, kLaterSibling };

enum class AttributeOperator : std::uint8_t { kPresent, kEquals, kWord, kDash, kPrefix, kSuffix, kSubstring };

struct AttributeTest {
  std::string name;  // lower case
  AttributeOperator op = AttributeOperator::kPresent;
  std::string value;
  bool ignore_case = false;
};

struct ComplexSelector;
using SelectorList = std::vector<ComplexSelector>;

enum class PseudoClass : std::uint8_t { kIs, kNot, kHas, kNth, kEmpty, kRoot, kScope, kContains };

struct PseudoTest {
  PseudoClass kind = PseudoClass::kEmpty;
  SelectorList list;               // of :is, :not, :has; of :nth-child(… of S), else empty
  std::vector<std::string> texts;  // of :contains, white space collapsed
  std::int32_t step = 0;           // of :nth-…(An+B): A
  std::int32_t offset = 0;         // and B
  bool from_end = false;
  bool of_type = false;
};

struct CompoundSelector {
  bool anchor = false;  // the element that a relative selector starts from; then there are no tests
  std::string name;     // lower case; empty for any
  std::vector<std::string> ids;
  std::vector<std::string> classes;
  std::vector<AttributeTest> attributes;
  std::vector<PseudoTest> pseudos;
};

struct ComplexSelector {
  std::vector<CompoundSelector> compounds;  // from left to right; the first is the anchor of a relative selector
  std::vector<Combinator> combinators;      // combinators[i] stands between compounds[i] and compounds[i + 1]
  bool relative() const { return compounds.front().anchor; }
};

}  // namespace thresh::html
