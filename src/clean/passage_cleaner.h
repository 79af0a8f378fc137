// Takes the chaff out of a passage: template artifacts, notices, invisible and hidden text. Never the author's words.
//
// Decisions by context, in this order: code is never touched; a whole text node or line that is an artifact goes,
// unless the page teaches that syntax; a slot of the record (a title, a name, a count) that holds one is unrendered,
// whatever the page teaches; in mid-sentence it stays and is reported.
//
// Tested by tests/clean/passage_cleaner_test.cpp.
#pragma once

#include <cstdint>
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

struct Outcome {
  bool unrendered = false;         // the slot holds a template instead of a value; all of it was removed
  std::string_view kept_artifact;  // one that stands in mid-sentence and was kept; empty if none
};

// Marks runs as removed (or shortens them) and counts what went in `tally`. Views into `arena` where text was mended.
Outcome clean_passage(text::Passage& passage, Slot slot, const PageSyntax& syntax, Tally& tally, base::Arena& arena);

}  // namespace thresh::clean
