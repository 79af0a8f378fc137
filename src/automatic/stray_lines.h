// Short lines inside an article that are no part of its text: "Advertisement", "ALSO READ: Bus fares to rise",
// "Comments are closed", "Sign up for our daily newsletter", "© 2022 The Daily. All rights reserved". By
// data/stray_lines.tsv, in a dozen languages.
//
// Tested by tests/automatic/stray_lines_test.cpp.
#pragma once

#include <string_view>

namespace thresh::automatic {

// `linked`: of the words of the line, how large a part stands inside links.
bool is_stray_line(std::string_view line, double linked);

}  // namespace thresh::automatic
