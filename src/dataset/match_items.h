// Which item of an old list is which of a new one: answers, posts, comments, pictures.
//
// Items have no ids, and one that is inserted moves all others. So an item is known by what it says of itself, the
// surest first: its own address; who wrote it, when and what; what it says alone; who and when; words that are mostly
// the same; who alone. What is left between two items that are known is paired in order where one side lost what it
// could be known by. Words are compared by sixteen smallest hashes each, and only with items that share one of them, so
// that the work is linear in the lists.
//
// Tested by tests/dataset/match_items_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "record/value.h"

namespace thresh::dataset {

struct ItemPair {
  std::optional<std::size_t> before, after;  // one of them at least

  bool operator==(const ItemPair&) const = default;
};

// Each item stands in one pair: those of the new list in its order, then those that only the old one has. Items that
// are no maps are known by their value.
std::vector<ItemPair> match_items(const record::List& before, const record::List& after);

}  // namespace thresh::dataset
