// Paths into records as patterns: which field that is, wherever in its lists it stands.
//
// Tested by tests/dataset/statistics_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::dataset {

// "/answers/3/body" is "/answers/*/body". Keys that are numbers become stars, too.
std::string path_pattern(std::string_view path);

}  // namespace thresh::dataset
