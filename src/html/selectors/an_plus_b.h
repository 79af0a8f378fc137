// The An+B of :nth-child(2n+1) and its kin (CSS Syntax Level 3, section 6).
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace thresh::html {

struct AnPlusB {
  std::int32_t step = 0;
  std::int32_t offset = 0;
};

// "odd", "even", "3", "-n + 2"; in lower case, without white space at its ends. What is too large counts as the
// largest number.
std::optional<AnPlusB> read_an_plus_b(std::string_view text);

}  // namespace thresh::html
