// Addresses that a template or a script wrote without knowing the page: "https://a.example/{{slug}}", "/undefined".
//
// An address has no braces of its own, whether they are written out or as escapes, so a pair of them is a placeholder;
// and "undefined" or "null" as a whole segment of the path is what scripts print for nothing.
//
// Tested by tests/clean/template_address_test.cpp.
#pragma once

#include <string_view>

namespace thresh::clean {

// Whether an address, or a reference to one, shows its template.
bool template_address(std::string_view address);

}  // namespace thresh::clean
