// Short lines inside an article that are no part of its text: "Advertisement", "ALSO READ: Bus fares to rise",
// "Comments are closed", "Sign up for our daily newsletter", "© 2022 The Daily. All rights reserved"; at its end "Tags:
// Ferries, Kingsmouth" and "Quelle: dpa" too. By data/stray_lines.tsv, in a dozen languages.
//
// Tested by tests/automatic/stray_lines_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace thresh::automatic {

enum class Stray : std::uint8_t {
  kNo,
  kLine,
  kLabel,  // what stands behind it in links is of it: "Related stories"
  kBox,    // and what stands in a small box with it: "You have 2 free articles left"
};

// `linked`: of the words of the line, how large a part stands inside links. `at_end`: nothing of the text stands behind
// it.
Stray stray_line(std::string_view line, double linked, bool at_end = false);

}  // namespace thresh::automatic
