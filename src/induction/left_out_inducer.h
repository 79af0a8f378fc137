// Selectors for what is to be left out: what stands in the elements that a field takes and is no part of its value, and
// what a page holds that is chaff.
//
// A selector is right where all that it finds may go and some of it has to. Those that take most away go first, until
// nothing is left that has to go.
//
// Tested by tests/induction/inducers_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "induction/field_inducer.h"

namespace thresh::induction {

// In one place: the subtrees that have to go, and the texts that have to stay, both in page order.
struct LeftOutExample {
  Example place;
  html::NodeId inside = 0;  // what is left out is looked for in this element
  std::vector<html::NodeId> subtrees;
  std::vector<html::NodeId> stays;
};

// The largest subtrees inside of `element` that hold texts of `goes` and none of `stays`. Texts that stand directly
// among what stays are in none of them.
std::vector<html::NodeId> largest_subtrees(const ExamplePage& page, html::NodeId element,
                                           const std::vector<html::NodeId>& goes,
                                           const std::vector<html::NodeId>& stays);

struct LeftOut {
  std::vector<std::string> selectors;
  std::size_t remaining = 0;  // subtrees that no selector finds without taking what stays
};
LeftOut induce_left_out(std::span<const LeftOutExample> examples, std::size_t most);

}  // namespace thresh::induction
