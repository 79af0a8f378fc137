// The recipe: one raw page in, one record out.
//
// decode, parse, choose rules, extract, clean, normalize, check. Readable top to bottom in convert.cpp.
//
// Tested by tests/convert/convert_test.cpp and the fixtures.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "automatic/models.h"
#include "base/error.h"
#include "base/limits.h"
#include "convert/ledger.h"
#include "convert/page.h"
#include "record/value.h"
#include "rules/rules.h"
#include "rules/shipped.h"

namespace thresh::convert {

struct Origins;

struct Options {
  std::span<const rules::Rules> rules;
  const rules::Shipped* shipped = nullptr;  // `rules` are its heads, and it has the whole of the one that is chosen
  bool use_first = false;                   // the first of the rules applies to every page, whether it matches or not
  bool gives_way = false;                   // rules that find nothing in a page leave it to others (page_reading.h)
  bool provenance = false;                  // the record says of each of its values where it comes from
  bool origins_apart = false;               // it does so in Converted::origins, and `provenance` is null
  base::Limits limits = {};
  html::ParseOptions parse = {};
  const automatic::Models* models = nullptr;  // of the automatic extractor; null for those that are compiled in
};

// All but these rules as usual. They are looked at, not copied: they have to outlive the options.
inline Options options_of(const rules::RuleSet& set) {
  Options options;
  options.rules = set.rules;
  options.use_first = set.use_first;
  options.gives_way = set.shipped;
  return options;
}

struct Converted {
  record::Map record;
  bool has_findings = false;  // something that `--strict` turns into an exit code
  // The next page of the same thread, as the rules' `next:` finds it, and what the page calls its own address.
  // Absolute; empty where there is none.
  std::string next_url = {}, canonical_url = {};
  std::shared_ptr<const Origins> origins = {};  // null where they are not asked for, or stand in the record
};

// Converts one page. Errors: kEmptyPage, kBinaryPage, kBlockedPage. `ledger`, where it is not null, gets the account of
// the page's text; of a page that gives no record all of it is unclaimed.
base::Result<Converted> convert(const Input& input, const Options& options, Ledger* ledger = nullptr);

}  // namespace thresh::convert
