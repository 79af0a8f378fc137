// A test case as a folder: a page, what is expected of it, and what the case is about.
//
//   page.html or page.txt      the page (or page.html.gz …)
//   case.yaml                  `about`, `url`, `charset`, `error`: docs/selectors.md says what each holds
//   expected.yaml              the record; what it does not mention is not compared
//
// Selector files name such folders in `tests`; the project's own stand in fixtures/.
//
// Tested by tests/convert/fixture_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/disk.h"
#include "convert/convert.h"

namespace thresh::convert {

struct FixtureResult {
  std::string folder;
  record::Map record;                    // what came out; empty where an error did
  std::vector<std::string> differences;  // a line each; empty: it passed
  bool expects_error = false;            // the case names one, so that no record of the page is right

  bool passed() const { return differences.empty(); }
  // Whether what came out may be written as what is expected.
  bool can_be_updated() const { return !passed() && !record.empty() && !expects_error; }
};

// Where a folder that a selector file names in `tests` lies.
std::string fixture_folder(const rules::Rules& rules, const rules::TestFolder& test);

// Converts the case's page and compares. A case without expected.yaml (and without `error`) has one difference: that.
// Errors: kNotFound where the folder holds no page, kBadRules for a broken case.yaml or expected.yaml, for an unknown
// key or error code in case.yaml.
base::Result<FixtureResult> run_fixture(base::Disk& disk, const std::string& folder, const Options& options);

// How `actual` differs from what is expected: every key that `expected` has must be there and equal, lists must be of
// one length. A line a difference, at most 20: "/answers/0/votes: expected null, found 12".
std::vector<std::string> differences(const record::Value& expected, const record::Value& actual);

}  // namespace thresh::convert
