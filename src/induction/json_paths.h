// Paths into a page's JSON-LD that lead to a value: what schema.org calls the field (json_names.h), as far as it is
// there.
//
// A path without a type is asked of every object of a page, and the first one that has it gives its value ("name" may
// be that of the site); where that is another one the path starts with the type of the object that has the value:
// "Physician.name". A path that leads to the value on no page is not written.
//
// Tested by tests/induction/draft_rules_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "induction/field_inducer.h"

namespace thresh::induction {

// Of the field `path` of a record of that kind, whose values the examples have: the paths that are right most often
// first. Of a value that was made of several the part counts that it starts with, a town of "Brighton, GB".
std::vector<std::string> json_paths(std::string_view kind, std::string_view path, std::span<const Example> examples);

// Whether an object of that type has something at the path, on any of the pages.
bool has_json(std::string_view type, std::string_view path, std::span<const ExamplePage* const> pages);

}  // namespace thresh::induction
