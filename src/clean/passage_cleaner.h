// Takes the chaff out of a passage: template artifacts, notices, invisible and hidden text. Never the author's words.
// What was escaped twice or decoded in the wrong encoding is mended first.
//
// Decisions by context, in this order: code is never touched; a whole text node or line that is an artifact goes,
// unless the page teaches that syntax; a slot of the record (a title, a name, a count) that holds one is unrendered,
// whatever the page teaches; in mid-sentence it stays and is reported.
//
// Tested by tests/clean/passage_cleaner_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "clean/page_syntax.h"
#include "clean/tally.h"
#include "text/passage.h"

namespace thresh::clean {

// What the passage is to become.
enum class Slot : std::uint8_t {
  kProse,  // running text: a body
  kShort,  // a short text of its own: a title, a headline
  kTyped,  // a value: a name, a count, a date
};

// What was mended because it had been decoded in the wrong encoding (mojibake.h).
struct Repair {
  std::size_t places = 0;
  std::string before, after;  // the words around the first
};

struct Outcome {
  bool unrendered = false;         // the slot holds a template instead of a value; all of it was removed
  std::string_view kept_artifact;  // one that stands in mid-sentence and was kept; empty if none
  Repair repair = {};
};

// Marks runs as removed (or shortens them) and counts what went in `tally`. Views into `arena` where text was mended.
Outcome clean_passage(text::Passage& passage, Slot slot, const PageSyntax& syntax, Tally& tally, base::Arena& arena);

}  // namespace thresh::clean
