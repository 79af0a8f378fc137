// JavaScript literals, and JSON with the usual mistakes, as sound JSON: keys without quotes, single quotes,
// `undefined`, comments, commas too many, values that a template left out, bare quotes inside strings.
//
// Where it is not clear what was meant (a missing comma, a string that never ends, code) nothing is mended.
//
// Tested by tests/extract/json_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace thresh::extract {

inline constexpr std::size_t kDeepestJson = 128;  // lists and objects inside each other

// The value that `text` starts with, as JSON; nothing where it cannot be mended. Linear in the text.
std::optional<std::string> mend_json(std::string_view text);

}  // namespace thresh::extract
