// The form in which paths and the patterns of robots.txt are compared (RFC 9309, section 2.2.2).
//
// Tested by tests/fetch/robots_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::fetch {

// Escapes of unreserved and of reserved characters are undone (the RFC has both sides escape the reserved ones; this is
// the same, and shorter), but not of "/" and "?" in the path, where they are no separators. Other escapes have
// capitals, and bytes that no URL may hold have escapes, a "%" that is no escape among them.
//
// A path's own "*" and "$" become "%2A" and "%24", which is how a pattern writes them (section 2.2.3). In a `pattern`
// they stay what they are, "$" only at its end.
std::string comparable_path(std::string_view path, bool pattern);

}  // namespace thresh::fetch
