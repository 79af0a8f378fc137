// Amounts as a person reads them: "1.5 MB", "12.3 s", "1,234".
//
// Tested by tests/cli/amounts_test.cpp.
#pragma once

#include <cstdint>
#include <string>

namespace thresh::cli {

// Three digits a group.
std::string with_separators(std::uint64_t number);
// In units of 1,000: "999 B", "1.5 MB".
std::string size_text(double bytes);
// "12.3 s"
std::string seconds_text(double milliseconds);
// About how long: "35 s", "12 min", "3.5 h".
std::string time_text(double seconds);

}  // namespace thresh::cli
