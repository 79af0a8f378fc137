// How the system's disk writes a file. Only disk.cpp uses it; see `Output` in disk.h for the promise it keeps.
#pragma once

#include <memory>
#include <string>

#include "base/disk.h"

namespace thresh::base {

Result<std::unique_ptr<Output>> create_output(const std::string& path);

}  // namespace thresh::base
