// The program's version.
#pragma once

#include <string>

namespace thresh::cli {

std::string version_line();
std::string version_json();

}  // namespace thresh::cli
