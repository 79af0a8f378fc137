// What a page says, as a draft: by the selector file that applies, or without one.
//
// The shipped files are met by pages of engines that have been changed beyond them, and by words. So where they are not
// asked for by name (`Options::gives_way`), a file that finds nothing gives way to the next one, and in the end to
// the reading without rules, if that finds more items. Files that a user names are taken at their word.
//
// Tested by tests/convert/page_reading_test.cpp.
#pragma once

#include "convert/bookkeeping.h"
#include "convert/convert.h"
#include "convert/page.h"
#include "extract/draft.h"
#include "record/shape.h"
#include "rules/rules.h"

namespace thresh::convert {

struct PageReading {
  const rules::Rules* rules = nullptr;  // null: read without
  const record::Kind* kind = nullptr;
  extract::Draft draft;
};

// What was removed on the way goes on the tally, a warning says how a page was read without rules.
PageReading read_page(Page& page, const Options& options, Bookkeeping& books);

// Whether rules found what a page of their kind is about: an item of a list that says something, or a body (of a
// question that nobody has answered yet, of an article). Of fields that the rules name themselves, all.
bool finds_content(const extract::Draft& draft, const record::Kind& kind);

}  // namespace thresh::convert
