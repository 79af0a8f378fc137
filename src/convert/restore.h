// The visible text of a page, put together again from its bytes and its line in a ledger.
//
// Tested by tests/convert/ledger_test.cpp and tests/cli/ledger.test.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "record/value.h"

namespace thresh::convert {

// The text of the spans of a ledger's line (convert/ledger.h) in the order of the page: those of one `state`, or all if
// that is empty. Between two spans stands the white space that parts them in the page; a line end where markup does.
// Errors: kBadLedger, where the line is no line of a ledger, or of other bytes.
base::Result<std::string> restore(std::string_view bytes, const record::Map& line, std::string_view state);

}  // namespace thresh::convert
