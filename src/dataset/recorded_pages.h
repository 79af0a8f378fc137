// The pages of a dataset whose state was lost: those that have records in a version, each with what the archive tells
// of it.
//
// The archive alone does not say which of its responses are pages: it holds robots.txt, lists and redirects too. A page
// that has no record is found again by the sources.
//
// Tested by tests/dataset/refresh_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "dataset/page.h"
#include "dataset/record_file.h"

namespace thresh::dataset {

// `archived`: what the archive tells, a page an address. `now`: when a page of which it tells nothing was first seen.
// Errors: those of reading.
base::Result<std::vector<Page>> recorded_pages(RecordFile& records, const std::vector<Page>& archived,
                                               std::int64_t now);

}  // namespace thresh::dataset
