// The selector for the items of a list, out of where the values of each item stand.
//
// The values of an item stand in one smallest element; an element that carries the item is that one or one around it
// that holds no other item. A selector is right where each item has a match of its own, the innermost one around its
// values, and no match is left over. Where items answer each other, matches that stand in each other as the items do go
// first. Items that no element carries alone (rows of a table in twos) are found by the first element of each, and what
// is behind it as its siblings.
//
// Tested by tests/induction/inducers_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "induction/example_page.h"
#include "induction/target.h"

namespace thresh::induction {

// A list on one page.
struct ListExample {
  const ExamplePage* page = nullptr;
  const std::vector<ItemTargets>* items = nullptr;
};

struct ItemChoice {
  std::string css;
  std::vector<std::vector<html::NodeId>> elements;  // by list and item: its match; kNoNode where it has none
  std::size_t found = 0, left_over = 0;
};

// Nothing where no selector finds more items than it finds other things.
std::optional<ItemChoice> induce_items(std::span<const ListExample> lists);

}  // namespace thresh::induction
