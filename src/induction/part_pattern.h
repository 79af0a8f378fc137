// Values that are a part of the text of an element ("Posted by Ana Lee on 3 May"): a regular expression with the words
// that stand around them everywhere.
//
// Tested by tests/induction/inducers_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "induction/field_inducer.h"

namespace thresh::induction {

// A `regex:` selector whose group is the value in each example that has one; nothing where values are whole texts, or
// where nothing stands around them that says where they begin and end.
std::optional<std::string> pattern_of_part(std::span<const Example> examples);

}  // namespace thresh::induction
