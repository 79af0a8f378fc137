// See exit_code.h.
#include "cli/exit_code.h"

namespace thresh::cli {

ExitCode exit_code(base::ErrorCode code) {
  using base::ErrorCode;
  switch (code) {
    case ErrorCode::kUsage:
      return kUsage;
    case ErrorCode::kBadRules:
      return kBadRules;
    case ErrorCode::kWriteFailed:
    case ErrorCode::kInternal:
      return kOutputFailed;
    case ErrorCode::kNetwork:
    case ErrorCode::kRefused:
      return kNetworkFailed;
    case ErrorCode::kHeldBack:
      return kHeldBack;
    case ErrorCode::kLocked:
      return kLocked;
    case ErrorCode::kClosedOutput:
      return kDone;
    default:
      return kBadInput;
  }
}

}  // namespace thresh::cli
