// Numbers as pages write them: "1,234", "1.234", "1 234", "1'234", "4,7", "12,34,567".
//
// A numeral is a run of ASCII digits with separators between them. What a separator means is decided by what follows
// it: groups of three digits make it a thousands separator (or the Indian grouping in twos before the last three),
// anything else a decimal one. Where both readings are possible the caller knows which value it wants: a count is
// whole ("1.234" is 1234), a measured value is not.
//
// Tested by tests/normalize/forms_test.cpp with number.tsv.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace thresh::normalize {

// The longest numeral that starts `text` (text::fold has been over it, so that spaces are plain); empty if none.
std::string_view numeral_at_start(std::string_view text);

// The whole number that a numeral stands for; nothing for decimals, wrong groups, leading zeros, over 15 digits.
std::optional<std::int64_t> whole_number(std::string_view numeral);

// The decimal that a numeral without thousands separators stands for: a point with any digits after it, or a comma
// with one or two.
std::optional<double> short_decimal(std::string_view numeral);

// The value of a numeral of any form; "1,234" is 1234 and "1.234" is 1.234, as machines write them.
std::optional<double> any_number(std::string_view numeral);

// The value of a numeral of one separator and three digits behind it, where that is the decimal sign: "1,859". Nothing
// for all others.
std::optional<double> three_decimals(std::string_view numeral, char sign);

}  // namespace thresh::normalize
