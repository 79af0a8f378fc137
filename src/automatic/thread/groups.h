// The repeated structures of a page, each with how much it looks like the posts of a thread.
//
// A group is a set of elements that share something: a class ("post", whatever else stands beside it), an id or an
// attribute with a number in it (id="post-17"), or a parent and a tag; so posts may be siblings, cousins in wrappers,
// or nested. An item is such an element, without the items inside of it. Where parts of a post stand beside each other
// (two rows of a table, dt and dd, what stands between two rulers), an item is the stretch from one element to the
// next.
//
// A group is as good as its items are posts (running text, an author, a date, buttons), and as much of the page's
// running text as they hold.
//
// Tested by tests/automatic/thread/groups_test.cpp.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "automatic/thread/survey.h"

namespace thresh::automatic {

// One item of a group.
struct Item {
  html::NodeId root = html::kNoNode;  // the element that all items have in common
  Stretch stretch;                    // its nodes: the element's subtree, or from one element to the next
  std::vector<Stretch> inner;         // of other items inside of it, in order, none in another
  std::size_t parent = SIZE_MAX;      // the index of the item around it
};

struct Group {
  enum class Reach : std::uint8_t { kElement, kForward, kBackward };  // what an item is, seen from its element
  std::vector<html::NodeId> elements;                                 // in page order
  Reach reach = Reach::kElement;
  double score = 0;
};

// The items of elements in page order, and of a group.
std::vector<Item> items_of(const Survey& survey, std::span<const html::NodeId> elements, Group::Reach reach);
inline std::vector<Item> items_of(const Survey& survey, const Group& group) {
  return items_of(survey, group.elements, group.reach);
}

// A sum over an item without the items inside of it.
std::uint32_t own_sum(const Survey& survey, Survey::Count count, const Item& item);

// What an item is made of: a bit for each tag with its classes among its first elements. Items of one kind share most.
using Sketch = std::bitset<Survey::kMakes>;
Sketch sketch_of(const Survey& survey, const Item& item);

// The items whose make is not that of most: for each, whether it is an outsider.
std::vector<bool> outsiders(const Survey& survey, const std::vector<Item>& items);

// How much an item looks like a post, from 0 to 1, however much it says.
double likeness(const Survey& survey, const Item& item);

// The groups of the page, best first, at most `most`; those without any likeness are left out. `prose`: of the page, or
// of the part of it that is looked at.
std::vector<Group> find_groups(const Survey& survey, Stretch part, std::size_t most);

}  // namespace thresh::automatic
