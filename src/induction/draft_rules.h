// A selector file out of pages that were read without one (wrapper induction from examples that nobody had to mark).
//
//   example_page      a page, read by its own markup and shape
//   target            where each value of its record stands
//   candidates        selectors that could be meant by an element
//   item_inducer      the elements that carry the items of a list
//   field_inducer     selectors for a field
//   left_out_inducer  selectors for what is no part of a field, and for chaff
//   rules_text        the file
//
// The file is then run over the same pages, and what comes out otherwise than before is told.
//
// Tested by tests/induction/draft_rules_test.cpp and tests/cli/rules_draft.test.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "convert/convert.h"

namespace thresh::induction {

// A value that the file does not give as it was found without it.
struct Difference {
  std::string page;
  std::string what;  // "/posts/3/votes: expected 12, found null"
};

struct Draft {
  std::string yaml;
  std::string kind;
  std::vector<Difference> differences;
};

// `inputs`: pages of one site and one form, at least one; they outlive the call. Errors: those of a page that gives no
// record; kUsage where the pages are plain text or are read as different kinds.
base::Result<Draft> draft_rules(std::span<const convert::Input> inputs, const convert::Options& options);

}  // namespace thresh::induction
