// Runs the HTML part of a selector file over a page.
//
// Rules run on the untouched tree; cleaning comes after. A field's alternatives are tried in order, and the first that
// gives a value of the field's type wins: one that is empty, no such value or an unrendered template only stands in
// where no other does better.
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

// The draft of a page (which has a document). What the rules' `drop` takes away is counted in `tally`.
Draft run_html_rules(const rules::Rules& rules, const PageView& page, clean::Tally& tally,
                     std::vector<base::Finding>& findings);

// The nodes (by id) of the subtrees that the rules' `drop` names; each is counted in `tally`, the outermost once.
std::vector<bool> drop_chaff(const rules::Rules& rules, const PageView& page, clean::Tally& tally);

}  // namespace thresh::extract
