// Numbers as text that reads back as the same number, in YAML 1.1, YAML 1.2 and JSON alike.
//
// Tested by tests/emit/format_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace thresh::emit {

using NumberBuffer = std::array<char, 32>;

// The decimal digits of an integer. The view is into `buffer`.
std::string_view number_text(std::int64_t integer, NumberBuffer& buffer);

// The shortest digits that read back as `real`; a whole number up to 2^53 without a point ("5"); others always with a
// point, and an exponent with its sign ("1.0e+22"), because YAML 1.1 takes "1e22" for a string. "null" for infinities
// and NaN, which JSON cannot write. The view is into `buffer` or static.
std::string_view number_text(double real, NumberBuffer& buffer);

}  // namespace thresh::emit
