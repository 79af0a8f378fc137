// All that a page's markup says, as one object: for `thresh inspect --structured`.
//
// Tested by tests/structured/report_test.cpp.
#pragma once

#include <vector>

#include "base/finding.h"
#include "extract/page_view.h"
#include "record/value.h"

namespace thresh::structured {

// {json_ld, microdata, rdfa, open_graph, twitter, dublin_core, microformats: {items, rels, rel-urls}, rel, state}:
// lists and maps, empty where the page has none. Of a page that is no HTML all are.
record::Map report(const extract::PageView& page, std::vector<base::Finding>& findings);

}  // namespace thresh::structured
