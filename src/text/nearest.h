// The name that was likely meant by one that does not exist, for "did you mean …?".
//
// Tested by tests/text/nearest_test.cpp.
#pragma once

#include <span>
#include <string_view>

namespace thresh::text {

// The one of `names` that is nearest to `typed`, the first of several; empty if none is near. A third of the letters
// may be wrong, at least one; ASCII case does not count, and a name shorter than the number of its wrong letters is
// never near. What is longer than 64 bytes is no slip of the keyboard and is near to nothing.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> names);

}  // namespace thresh::text
