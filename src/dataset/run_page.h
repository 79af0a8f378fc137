// A run as a page to look at: what became of the pages that were asked, how often each field is filled and how that
// went over the versions, what changed, what a guard says, which hosts are slow.
//
// Tested by tests/dataset/run_page_test.cpp.
#pragma once

#include <span>
#include <string>

#include "dataset/guard.h"
#include "dataset/refresh.h"
#include "dataset/statistics.h"

namespace thresh::dataset {

// One self-contained page (html_page.h). `now`: of the version that the run made, null where it made none. `before`:
// the versions before, the newest first.
std::string run_page(const RunReport& report, const Statistics* now, std::span<const Reference> before);

}  // namespace thresh::dataset
