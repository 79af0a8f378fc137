// The pseudo-classes: which there are, what those mean that are short for a selector, and what may have been meant by
// one that there is not.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "html/selectors/ast.h"

namespace thresh::html {

// :first-child and the like stand for :nth-child(1) and its kin.
struct NthName {
  std::string_view name;
  bool from_end, of_type;
};
const NthName* find_nth(std::string_view name);        // "nth-child", which has an argument
const NthName* find_nth_first(std::string_view name);  // "first-child", which has none

// A pseudo-class without an argument that is a test of its own: :empty, :root. Names beginning with a '-' are ours and
// are known inside of definitions only.
std::optional<PseudoClass> find_plain(std::string_view name, bool in_definition);

// The selector that a pseudo-class is short for (:disabled); empty where it is none such.
std::string_view definition_of(std::string_view name);

// A state of a page that someone looks at (:hover), which a saved page is never in.
bool is_live(std::string_view name);
// A pseudo-element that may be written with one colon (:before).
bool is_old_pseudo_element(std::string_view name);

// What may have been meant by an unknown pseudo-class; may be empty.
std::string pseudo_hint(std::string_view name);

}  // namespace thresh::html
