// What a run will do, before it does anything: which pages are asked, which are converted again, which are gone from
// the listing. Pure and deterministic: the same state, the same listing and the same moment give the same plan.
//
// One row a page, sorted by address. A page that is asked is asked with the validators that it had (If-None-Match,
// If-Modified-Since), so that an unchanged one costs one small answer; whatever the answer, a page whose records were
// made with other rules or by another program is converted again, from the archive where it did not change.
//
// Tested by tests/dataset/plan_test.cpp; `./dev bench state` measures it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dataset/page.h"

namespace thresh::dataset {

struct PlanRequest {
  std::int64_t now = 0;   // UTC, milliseconds
  bool due_only = false;  // --due: only pages that are due
  std::string only;       // --only: a pattern of addresses (convert::url_matches); empty: all
  std::string made_with;  // the rules and the program of this run
  // Whether every source could be listed. If not, no page is taken for one that left the listing now: only those are
  // out that were at the last complete one, and those that no source may name any more.
  bool listing_complete = true;
  std::unordered_set<std::string> refused;  // the latter
  // Whether anything is asked at all; without it, records are made again from the archive alone.
  bool fetch = true;
  RefreshBounds bounds;
};

struct PlannedPage {
  enum class Ask : std::uint8_t {
    kNo,
    kNew,      // seen for the first time
    kAgain,    // asked before
    kUnsure,   // missing the last time: a second 404 makes it gone
    kRetry,    // it failed the last time
    kReturned  // it was gone, and is listed again
  };
  Ask ask = Ask::kNo;
  bool convert_again = false;  // it has a capture, and records of other rules or of another program
  bool listed = false;         // a source names it
  bool vanished = false;       // it was listed before, and is not any more
  bool noted = false;          // whether what Page::vanished says is new
  std::uint32_t page = 0;      // index into Plan::pages
};

struct Plan {
  std::vector<Page> pages;        // all that are known, new ones too, sorted by address; not changed but that
                                  // `first_seen`, `last_listed` and `vanished` say what this listing showed
  std::vector<PlannedPage> rows;  // one for each page, in the same order
  std::uint32_t asked = 0;
  std::uint32_t fresh = 0;      // of those asked: new
  std::uint32_t converted = 0;  // again
  std::uint32_t vanished = 0;
  std::uint32_t gone = 0;      // removed at the source, and not asked
  std::uint32_t waiting = 0;   // not due yet
  std::uint32_t left_out = 0;  // by --only
};

// `known`: sorted by address, as State::pages gives it. `found`: the addresses that the sources name, in any order,
// repeated ones too.
Plan plan(std::vector<Page> known, std::vector<std::string> found, const PlanRequest& request);

// For a person: the counts, then at most `most` pages that something is done with, a line each. Ends in '\n'.
std::string to_text(const Plan& plan, std::size_t most);

}  // namespace thresh::dataset
