// Runs the text part of a selector file over a dump.
//
// Tested by tests/extract/text_rules_test.cpp.
#pragma once

#include <vector>

#include "base/finding.h"
#include "clean/tally.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "rules/rules.h"

namespace thresh::extract {

// The draft of a page (which has a dump). Lines that the rules drop are counted in `tally`; lines that fit nowhere are
// a finding.
Draft run_text_rules(const rules::Rules& rules, const PageView& page, clean::Tally& tally,
                     std::vector<base::Finding>& findings);

}  // namespace thresh::extract
