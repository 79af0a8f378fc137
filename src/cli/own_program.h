// Where this program lies, for what starts it again: the daemon, and schedules of the system.
//
// Tested by tests/cli/schedule.test.
#pragma once

#include <string>

namespace thresh::cli {

// The absolute path; "thresh" where the system does not tell.
std::string own_program();

}  // namespace thresh::cli
