// What can go wrong, as a value.
//
// An Error ends the work on something: a page, a selector file, an output. It is a member of a closed list, a message
// for a person, the place it was seen, and the likely fix. Trouble that does not end the work is a Finding
// (base/finding.h). Exceptions of a library end in its adapter and become an Error there.
//
// Tested by tests/base/error_test.cpp.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace thresh::base {

enum class ErrorCode : std::uint8_t {
  kUsage,         // the command line asks for something that does not exist
  kNotFound,      // no such file or folder
  kUnreadable,    // the file is there and cannot be read
  kBadArchive,    // a compressed input is damaged
  kBadRow,        // a line or a row of a file of many pages is damaged
  kEmptyPage,     // the page has no bytes but white space
  kBinaryPage,    // the page is a picture, a PDF, a program …
  kBlockedPage,   // a captcha, a wall, a request to switch JavaScript on, and hardly any other text
  kBadLedger,     // a ledger is damaged, or of another page
  kTooLarge,      // over a limit that cannot be cut (a selector file)
  kBadRules,      // a selector file is wrong
  kWriteFailed,   // the output cannot be written
  kClosedOutput,  // the reader of the output went away
  kNetwork,       // a page cannot be fetched: no such host, no connection, a time-out, TLS, a refusal
  kRefused,       // the program does not ask for it: an address that is not public, robots.txt
  kHeldBack,      // a version that a guard does not let out
  kLocked,        // another run holds the lock
  kInternal,      // a broken promise of the program itself
};

// The name of a code as it is printed: "bad_rules".
std::string_view name(ErrorCode code);

// Where in a file something stands. Lines and columns count from 1, columns in code points; 0 means unknown.
struct FilePlace {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t width = 1;  // how many code points the caret underlines
  std::string line_text;    // the line itself, for the caret; may be empty
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // one sentence, no full stop, no file name
  FilePlace place = {};
  std::string hint = {};  // the likely fix; may be empty
};

// Result<T> is a value or the Error that prevented it.
template <class T>
using Result = std::expected<T, Error>;

// For `return failure(ErrorCode::kEmptyPage, "the page is empty");`
std::unexpected<Error> failure(ErrorCode code, std::string message, std::string hint = {});

// The same, the place being a file or a folder.
std::unexpected<Error> path_failure(ErrorCode code, std::string message, const std::string& path);

// The error as a person reads it: `file:line:column: message`, the line with a caret under it, the hint.
// No control character of the input reaches the result. Lines end in '\n'.
std::string describe(const Error& error);

}  // namespace thresh::base
