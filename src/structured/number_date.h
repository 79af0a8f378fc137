// Dates that systems write as one number: seconds or milliseconds of Unix (1675752300), year, month and day (20230207).
//
// Tested by tests/structured/number_date_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace thresh::structured {

// In ISO 8601; nothing where the words are no such number of the years 1990 to 2099.
std::optional<std::string> number_date(std::string_view words);

}  // namespace thresh::structured
