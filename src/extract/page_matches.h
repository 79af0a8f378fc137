// What the CSS selectors of the rules match on a page, all of them found in one walk.
//
// Most selectors mean the same wherever they are asked from: in an item of a list they find those of their matches that
// stand in it. So the page is walked once for all of them (html/selector_set.h), when the first one is asked for, and
// an item takes its part of the sorted list. Selectors that ask for their scope (:scope, "+ .byline") are not among
// them. Nor is any where the walk would take more than a quarter of the steps that the page has left: then each is
// looked for by itself, as far as the steps go, so that one costly selector does not take the others with it.
//
// Tested by tests/extract/page_matches_test.cpp.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "html/budget.h"
#include "html/document.h"
#include "rules/rules.h"

namespace thresh::extract {

class PageMatches {
 public:
  // The picks live as long as this; those that are no CSS, or ask for their scope, are passed over.
  PageMatches(const html::Document& document, std::vector<const rules::Pick*> picks);

  // All matches of a pick on the page, in page order; nullptr if it has to be looked for by itself.
  const std::vector<html::NodeId>* find(const rules::Pick& pick, html::Budget& budget);

 private:
  void walk(html::Budget& budget);

  const html::Document& document_;
  std::vector<const rules::Pick*> picks_;
  bool walked_ = false;
  std::unordered_map<const rules::Pick*, std::vector<html::NodeId>> matches_;
};

// Of sorted nodes those that stand inside of `scope`.
std::span<const html::NodeId> inside(std::span<const html::NodeId> nodes, const html::Document& document,
                                     html::NodeId scope);

// The picks of fields and of what is in them, in the order of the file.
std::vector<const rules::Pick*> picks_of(const std::vector<rules::Field>& fields);

}  // namespace thresh::extract
