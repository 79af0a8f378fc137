// Text that is safe to show on a terminal or in a log: no C0, C1, DEL or bidirectional control survives.
//
// Tested by tests/base/printable_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::base {

// `text` (UTF-8, possibly broken) with every control character, bidirectional control and broken byte replaced:
// a tab by a space, the end of a line (LF, CR, both together, U+2028, U+2029) by U+23CE (a return sign), the others by
// U+FFFD. Never throws; the result is valid UTF-8.
std::string printable(std::string_view text);

}  // namespace thresh::base
