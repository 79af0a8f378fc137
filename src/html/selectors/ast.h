// A compiled selector: the tree that parser.cpp makes and matcher.cpp runs.
//
// Terms are those of Selectors Level 4, section 3.1: a list holds complex selectors, a complex selector is compound
// selectors with combinators between them, a compound selector is simple tests on one element. Names of elements and
// attributes stand in a table beside the tree (program.h), so that a page looks each of them up once.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace thresh::html {

enum class Combinator : std::uint8_t { kDescendant, kChild, kNextSibling, kLaterSibling };

// What a prefix asks for: `*|a` or no prefix at all, `|a`, `html|a`, `svg|a`, `math|a`.
enum class ElementSpace : std::uint8_t { kAny, kNone, kHtml, kSvg, kMathMl };

using NameIndex = std::uint32_t;  // of a name in the table of the program
inline constexpr NameIndex kAnyName = UINT32_MAX;

struct ElementTest {
  ElementSpace space = ElementSpace::kAny;
  NameIndex name = kAnyName;
};

enum class AttributeOperator : std::uint8_t { kPresent, kEquals, kWord, kDash, kPrefix, kSuffix, kSubstring };
enum class ValueCase : std::uint8_t { kExact, kIgnored, kIgnoredInHtml };

struct AttributeTest {
  NameIndex name = 0;
  NameIndex names = 1;  // how many stand in the table from there on, one of which suffices
  AttributeOperator op = AttributeOperator::kPresent;
  ValueCase value_case = ValueCase::kExact;
  std::string value;
};

struct ComplexSelector;
using SelectorList = std::vector<ComplexSelector>;

enum class PseudoClass : std::uint8_t {
  kIs,
  kNot,
  kHas,
  kNth,
  kEmpty,
  kRoot,
  kScope,
  kContains,     // a text in all of the content
  kContainsOwn,  // … in the element's own texts
  kLanguage,
  kRightToLeft,
  kLeftToRight,
  kDefined,
  kDefaultButton,  // the first submit button of its form
  kOpenGroup,      // of a radio button: none of its group is checked
  kLeftChecked,    // of a checked radio button: no later one of its group is checked
  kSelected,       // of an option
  kNoValue,        // of an input or a textarea: nothing would stand in it
  kEditable,       // by a contenteditable of its own or around it
  kNever,          // what only a live page has
};

struct PseudoTest {
  PseudoClass kind = PseudoClass::kNever;
  SelectorList list;               // of :is, :not, :has; of :nth-child(… of S), else empty
  std::vector<std::string> texts;  // of :contains, white space collapsed; of :lang, the ranges in lower case
  std::int32_t step = 0;           // of :nth-…(An+B): A
  std::int32_t offset = 0;         // and B
  bool from_end = false;
  bool of_type = false;
};

struct CompoundSelector {
  bool anchor = false;  // the element that a relative selector starts from; then there are no tests
  ElementTest element;
  std::vector<std::string> ids;
  std::vector<std::string> classes;
  std::vector<AttributeTest> attributes;
  std::vector<PseudoTest> pseudos;
};

struct ComplexSelector {
  std::vector<CompoundSelector> compounds;  // from left to right; the first is the anchor of a relative selector
  std::vector<Combinator> combinators;      // combinators[i] stands between compounds[i] and compounds[i + 1]
  bool relative() const { return compounds.front().anchor; }
  // Whether what a relative selector that starts with "+" finds is that next sibling, or inside of it.
  bool stays_in_next_sibling() const {
    return combinators.front() == Combinator::kNextSibling &&
           (combinators.size() == 1 || combinators[1] == Combinator::kDescendant ||
            combinators[1] == Combinator::kChild);
  }
};

}  // namespace thresh::html
