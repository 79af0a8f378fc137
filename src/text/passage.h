// A passage: the text that one field of a record was found in, as the pieces it was found in.
//
// A selector or a line of a layout yields a Passage, never a bare string, because what comes after must still see
// what stood where: the cleaner judges whole text nodes and whole lines, knows which of them are code or hidden, and
// says what it took away. A run is one text node of a document or one line of a dump. `compose` joins what is left.
//
// Tested by tests/text/passage_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace thresh::text {

// What stands between a run and the one before it.
enum class Break : std::uint8_t {
  kNone,       // they touch
  kLine,       // a line break
  kParagraph,  // a blank line
};

struct Run {
  std::string_view text;   // UTF-8; white space already collapsed where the source collapses it
  base::Span source;       // the bytes of the decoded page it came from; empty where it is made up
  Break before = Break::kNone;
  bool code = false;       // inside pre, code, kbd, samp, tt, textarea, math: never cleaned
  bool hidden = false;     // the page does not show it (hidden, display:none, aria-hidden)
  bool directive = false;  // inside an element with a template directive (ng-*, v-*, x-*)
  bool made = false;       // not of the page: Markdown's own characters, list bullets
  bool removed = false;    // taken away by the cleaner
};

struct Passage {
  std::vector<Run> runs;

  bool empty() const { return runs.empty(); }
};

// The text that is left, in plain form: removed runs skipped (the larger of the breaks around them stays between
// their neighbours), no-break and other Unicode spaces as plain spaces, white space at line ends and around the
// whole gone, at most one blank line in a row. Spaces inside a line stay as many as they were.
std::string compose(const Passage& passage);

}  // namespace thresh::text
