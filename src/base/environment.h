// Variables of the environment.
//
// Tested by tests/base/environment_test.cpp.
#pragma once

#include <optional>
#include <string>

namespace thresh::base {

// The value of a variable; nothing where there is none.
std::optional<std::string> environment(const std::string& name);

}  // namespace thresh::base
