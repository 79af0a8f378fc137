// Selectors for one field out of examples: places that stand for the same thing on several pages, or in several items
// of a list, and what was found in each of them.
//
// A selector is right in a place where the first that it finds is what was found there, and wrong where it finds
// something else, or anything where nothing was found. The best one is that which is right most often and never wrong;
// where it is silent, others follow it, as the alternatives of an `any`. No more is asked of them than that: what is
// simple goes before what is exact (candidates.h).
//
// Tested by tests/induction/inducers_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "induction/example_page.h"
#include "induction/target.h"

namespace thresh::induction {

struct Example {
  const ExamplePage* page = nullptr;
  html::NodeId scope = 0;                 // the item; 0 is the whole page
  std::vector<html::NodeId> fenced = {};  // items inside of the item, which are none of its own
  html::NodeId next = html::kNoNode;      // where the next item starts: siblings are not looked for behind it
  const Target* target = nullptr;         // null: nothing was found
};

struct Choice {
  std::vector<std::string> any;  // selectors as a selector file writes them, in order
  std::size_t right = 0, wrong = 0;
};

// `whole`: the value is all that is in the elements; else they may hold more (a body, which goes without it).
Choice induce_field(std::span<const Example> examples, bool whole);

// What a selector that stands in a selector file finds in the place of an example first; kNoNode if nothing.
html::NodeId first_match(const std::string& css, const Example& example);
// All that it finds.
std::vector<html::NodeId> matches(const std::string& css, const Example& example);

}  // namespace thresh::induction
