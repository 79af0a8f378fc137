// A plain-text dump as lines with the blank runs between them.
//
// Blank runs carry structure (one blank line after a headline, two where it is missing), so they are counted and
// never collapsed. A line is blank if it holds only white space and invisible characters. Line ends are LF, CRLF or CR.
//
// Tested by tests/text/dump_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace thresh::text {

struct Line {
  std::string_view text;           // without the white space at its ends, not empty
  base::Span source;               // its bytes in the decoded page
  std::uint32_t number = 0;        // from 1, in the dump, blank lines counted
  std::uint32_t blank_before = 0;  // blank lines between it and the line before (or the start)
  std::uint32_t blank_after = 0;   // blank lines between it and the next line (or the end)
  std::uint32_t length = 0;        // code points of `text`
};

struct Dump {
  std::vector<Line> lines;  // the lines that are not blank
};

// Splits UTF-8 text; linear. Views into `text`.
Dump split_lines(std::string_view text);

}  // namespace thresh::text
