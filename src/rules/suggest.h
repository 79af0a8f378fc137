// "Did you mean": the nearest of the names that exist.
//
// Tested by tests/rules/load_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace thresh::rules {

// ": did you mean `answers`?", or nothing where no name is near: a third of the letters may be wrong, at least one.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> names);

// "a, b, c"; cut after 40 names.
std::string listed(std::span<const std::string_view> names);

}  // namespace thresh::rules
