// A class that tells the items for which something is so from all others: "accepted-answer".
//
// Tested by tests/induction/inducers_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "induction/field_inducer.h"

namespace thresh::induction {

// An XPath that is "true" in the items that have a target, and nothing in the others; nothing where no class of the
// item or of what is in it tells them apart.
std::optional<std::string> induce_flag(std::span<const Example> items);

}  // namespace thresh::induction
