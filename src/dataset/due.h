// When a page is asked again, by how often it changed before. Pure and deterministic.
//
// Changes are taken for a Poisson process, whose rate is estimated from the visits: each says that there was at least
// one change since the visit before, or none. For visits at irregular intervals the likelihood has its maximum where
//   sum over changed t/(exp(r t) - 1) = sum over unchanged t
// (Cho and Garcia-Molina, "Estimating frequency of change", ACM TOIT 3(3), 2003, section 5). Counting changes and
// dividing by the time would take several changes between two visits for one and ask too rarely. A Gamma prior worth
// one change, at the geometric middle of the bounds, stands in where there are few visits (the same paper's remedy for
// the estimate being infinite or zero there); as unchanged visits add up, the interval grows by 1.7 each time.
//
// The page is due when a change is as likely as not (ln 2 / r), within the bounds of the dataset, and up to a tenth
// earlier or later by a hash of its address, so that pages which were found together do not stay together.
//
// Tested by tests/dataset/due_test.cpp.
#pragma once

#include <cstdint>
#include <span>

#include "dataset/page.h"

namespace thresh::dataset {

// The interval, in milliseconds, after which a change is as likely as not; within the bounds.
std::int64_t interval_of(std::span<const Page::Visit> visits, const RefreshBounds& bounds);

// When the page is due, by its visits and failures: failures in a row double the wait, from the shortest interval on; a
// page that is missing for the first time is asked again after the shortest one, and one that is gone after the
// longest.
std::int64_t next_due(const Page& page, const RefreshBounds& bounds);

// Whether it is due now. A page that was never fetched is. So is one whose times cannot be right, because the clock was
// wrong once: fetched in the future, or due later than any page can be.
bool is_due(const Page& page, std::int64_t now, const RefreshBounds& bounds);

}  // namespace thresh::dataset
