// The pages of one thread as one record: what page 2 holds stands behind what page 1 holds.
//
// The first page gives the record: its id, title, question, author. Of each later page the items of its lists are put
// behind, with new positions; tags are added; the bodies of an article's pages are joined. A post that an earlier page
// has already (the opening post, an accepted answer: many sites repeat them on every page) is left out and counted in
// `removed` as a duplicate. What the pages say of their completeness is held against the whole thread. `source.pages`
// lists them all.
//
// Works on records, so that pages can be converted one by one, each with its own ledger; provenance is left out, since
// its bytes are those of a page.
//
// Tested by tests/convert/thread_test.cpp and tests/cli/thread.test.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "convert/convert.h"

namespace thresh::convert {

// Joins the records of one thread's pages, in their order. `failed`: pages of it that gave no record, which makes it
// incomplete. Errors: kUsage where there are no pages or their kinds differ. Linear in the pages.
base::Result<Converted> join_pages(std::vector<Converted> pages, std::size_t failed = 0);

// Converts the pages of one thread and joins them. A later page that cannot be converted is left out, which makes the
// record incomplete. Errors: those of the first page.
base::Result<Converted> convert_pages(std::span<const Input> pages, const Options& options);

}  // namespace thresh::convert
