// Error codes by name, and errors as people read them. See error.h.
#include "base/error.h"

#include "base/printable.h"

namespace thresh::base {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kUnreadable:
      return "unreadable";
    case ErrorCode::kBadArchive:
      return "bad_archive";
    case ErrorCode::kBadRow:
      return "bad_row";
    case ErrorCode::kEmptyPage:
      return "empty_page";
    case ErrorCode::kBinaryPage:
      return "binary_page";
    case ErrorCode::kBlockedPage:
      return "blocked_page";
    case ErrorCode::kBadLedger:
      return "bad_ledger";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kBadRules:
      return "bad_rules";
    case ErrorCode::kWriteFailed:
      return "write_failed";
    case ErrorCode::kClosedOutput:
      return "closed_output";
    case ErrorCode::kNetwork:
      return "network";
    case ErrorCode::kRefused:
      return "refused";
    case ErrorCode::kHeldBack:
      return "held_back";
    case ErrorCode::kLocked:
      return "locked";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

std::unexpected<Error> path_failure(ErrorCode code, std::string message, const std::string& path) {
  Error error{code, std::move(message)};
  error.place.file = path;
  return std::unexpected(std::move(error));
}

std::unexpected<Error> failure(ErrorCode code, std::string message, std::string hint) {
  return std::unexpected(Error{code, std::move(message), {}, std::move(hint)});
}

std::string describe(const Error& error) {
  std::string out;
  const FilePlace& place = error.place;
  if (!place.file.empty()) {
    out += printable(place.file);
    if (place.line > 0) out += ':' + std::to_string(place.line);
    if (place.line > 0 && place.column > 0) out += ':' + std::to_string(place.column);
    out += ": ";
  }
  out += printable(error.message) + '\n';
  if (!place.line_text.empty()) {
    out += "  " + printable(place.line_text) + '\n';
    if (place.column > 0) {
      out += "  " + std::string(place.column - 1, ' ') + std::string(place.width > 0 ? place.width : 1, '^') + '\n';
    }
  }
  if (!error.hint.empty()) out += "  " + printable(error.hint) + '\n';
  return out;
}

}  // namespace thresh::base
