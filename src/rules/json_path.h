// The paths of `json:` and `jsonld:` picks.
//
//   json:    ROOT PATH   ROOT: a script's id, a variable ("window.__STATE__"), "@" and an attribute; "$" is the whole
//            PATH        inside an `each` over JSON: relative to the item
//   jsonld:  PATH        the first step is a @type where it starts with a capital letter ("QAPage.mainEntity.name")
//   PATH   = "$"? step*  step: ".key", "[0]", "[*]", "[\"odd key\"]"; the first dot may be left out
//
// Tested by tests/rules/json_path_test.cpp.
#pragma once

#include <expected>
#include <string_view>

#include "base/syntax_error.h"
#include "rules/rules.h"

namespace thresh::rules {

// `relative`: whether a path without a root is legal (and means the item).
std::expected<JsonPath, base::SyntaxError> parse_json_path(std::string_view source, bool relative);
std::expected<JsonPath, base::SyntaxError> parse_json_ld_path(std::string_view source);

}  // namespace thresh::rules
