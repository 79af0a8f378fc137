// The recipe: one raw page in, one record out.
//
// decode, parse, choose rules, extract, clean, normalize, check. Readable top to bottom in convert.cpp.
//
// Tested by tests/convert/convert_test.cpp and the fixtures.
#pragma once

#include <span>
#include <string>

#include "base/error.h"
#include "base/limits.h"
#include "convert/ledger.h"
#include "convert/page.h"
#include "record/value.h"
#include "rules/rules.h"

namespace thresh::convert {

struct Options {
  std::span<const rules::Rules> rules;
  bool use_first = false;   // the first of the rules applies to every page, whether it matches or not
  bool provenance = false;  // the record says of each of its values where it comes from
  bool find_next = false;   // also look for where the thread goes on (next_page.h)
  base::Limits limits = {};
  html::ParseOptions parse = {};
};

struct Converted {
  record::Map record;
  bool has_findings = false;  // something that `--strict` turns into an exit code
  std::string next = {};      // with `find_next`: the address of the next page of the thread
  std::string canonical = {};  // the same: what the page calls its own address
};

// Converts one page. Errors: kEmptyPage, kBinaryPage, kBlockedPage. `ledger`, where it is not null, gets the account of
// the page's text; of a page that gives no record all of it is unclaimed.
base::Result<Converted> convert(const Input& input, const Options& options, Ledger* ledger = nullptr);

}  // namespace thresh::convert
