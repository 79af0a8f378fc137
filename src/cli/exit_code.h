// The exit codes of the program, few and documented (README, docs/guide.md).
#pragma once

#include "base/error.h"

namespace thresh::cli {

enum ExitCode : int {
  kDone = 0,
  kFindings = 1,       // findings under --strict; a failed test; nothing that was selected
  kUsage = 2,          // the command line is wrong
  kBadInput = 3,       // some page could not be converted; the others were
  kOutputFailed = 4,   // the output could not be written
  kBadRules = 5,       // a selector file or a dataset file is wrong
  kNetworkFailed = 6,  // some page could not be fetched
  kHeldBack = 7,       // a guard holds the new version back
  kLocked = 75,        // another run holds the lock
  kKilled = 128        // plus the number of the signal: 130 after Ctrl-C; what was finished is written
};

// The exit code that an error leads to.
ExitCode exit_code(base::ErrorCode code);

}  // namespace thresh::cli
