// The origins of a record's leaves as JSON text: convert::list_of without making the list.
//
// A page has some thousands of them, and what they say is short: as a tree they take ten times as long to make, to
// write and to throw away.
//
// Tested by tests/cli/provenance_text_test.cpp.
#pragma once

#include "convert/origins.h"
#include "emit/text_buffer.h"

namespace thresh::cli {

emit::TextBuffer provenance_text(const convert::Origins& origins);

}  // namespace thresh::cli
