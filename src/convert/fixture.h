// A test case as a folder: a page, what is expected of it, and what the case is about.
//
//   page.html or page.txt      the page (or page.html.gz …)
//   case.yaml                  about: one sentence; url: where it was fetched from; charset: what the
//                              transport said; error: the error code expected
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

  bool passed() const { return differences.empty(); }
};

// Converts the case's page and compares. A case without expected.yaml (and without `error`) has one difference: that.
// Errors: kNotFound where the folder holds no page, kBadRules for a broken case.yaml or expected.yaml.
base::Result<FixtureResult> run_fixture(base::Disk& disk, const std::string& folder, const Options& options);

// How `actual` differs from what is expected: every key that `expected` has must be there and equal, lists must be of
// one length. A line a difference, at most 20: "/answers/0/votes: expected null, found 12".
std::vector<std::string> differences(const record::Value& expected, const record::Value& actual);

}  // namespace thresh::convert
