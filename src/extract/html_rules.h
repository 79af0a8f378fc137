// Runs the HTML part of a selector file over a page.
//
// Rules run on the untouched tree; cleaning comes after. A field's alternatives are tried in order, and the first that
// gives a value of the field's type wins: one that is empty, no such value or an unrendered template only stands in
// where no other does better.
//
// Rows that a page keeps for its scripts are no items of a list: they stand hidden or in a template, and hold nothing
// but what the template would have printed. What is spent of the page's budget is for its owner to tell.
//
// Tested by tests/extract/html_rules_test.cpp.
#pragma once

#include <vector>

#include "base/finding.h"
#include "clean/tally.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "rules/rules.h"

namespace thresh::extract {

// The nodes (by id) of the subtrees that the rules' `drop` names; each is counted in `tally`, the outermost once.
std::vector<bool> drop_chaff(const rules::Rules& rules, const PageView& page, clean::Tally& tally);

// The draft of a page (which has a document), without the text of what drop_chaff found. Templates that nobody filled
// in are counted in `tally`, where a better value stands beside them.
Draft run_html_rules(const rules::Rules& rules, const PageView& page, const std::vector<bool>& dropped,
                     clean::Tally& tally, std::vector<base::Finding>& findings);

}  // namespace thresh::extract
