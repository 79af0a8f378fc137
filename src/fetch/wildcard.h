// Patterns in which `*` stands for any run of bytes and nothing else is special.
//
// Pieces between stars are looked for one after the other, each as early as it stands; with no other special sign that
// finds a match where there is one. memmem(3) is linear, so is this.
//
// Tested by tests/fetch/wildcard_test.cpp.
#pragma once

#include <string_view>

namespace thresh::fetch {

// Whether the pattern matches the start of `text`, or all of it if `whole`.
bool wildcard_matches(std::string_view pattern, std::string_view text, bool whole);

}  // namespace thresh::fetch
