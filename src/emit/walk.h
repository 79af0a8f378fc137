// A walk over a value in writing order, with a stack of its own instead of recursion: records are made of user data,
// and how deep they nest must not decide how much of the program's stack they take.
//
// A sink is told of every step:
//   void open(bool map, std::size_t size)  a map or a list of `size` children begins
//   void close(bool map)                   it ends
//   void key(const std::string& key)       the key of the next value; before every child of a map
//   void item()                            before every child of a list
//   void leaf(const Value& value)          null, a bool, a number or a string
//
// Tested through the formats that use it (tests/emit/).
#pragma once

#include <cstddef>
#include <vector>

#include "record/value.h"

namespace thresh::emit {

struct OpenNode {
  const record::Map* map;  // or
  const record::List* list;
  std::size_t next = 0;

  std::size_t size() const { return map != nullptr ? map->size() : list->size(); }
};

// Announces the next child of `node` and returns it.
template <class Sink>
const record::Value& next_child(OpenNode& node, Sink& sink) {
  const std::size_t index = node.next++;
  if (node.map == nullptr) {
    sink.item();
    return (*node.list)[index];
  }
  const record::Map::Entry& entry = node.map->entries()[index];
  sink.key(entry.first);
  return entry.second;
}

template <class Sink>
void walk_node(OpenNode root, Sink& sink) {
  std::vector<OpenNode> open;
  const auto enter = [&](const OpenNode& node) {
    sink.open(node.map != nullptr, node.size());
    open.push_back(node);
  };
  enter(root);
  while (!open.empty()) {
    if (open.back().next == open.back().size()) {
      sink.close(open.back().map != nullptr);
      open.pop_back();
      continue;
    }
    const record::Value& child = next_child(open.back(), sink);
    const record::Map* map = child.as_map();
    const record::List* list = child.as_list();
    if (map != nullptr || list != nullptr)
      enter({map, list});
    else
      sink.leaf(child);
  }
}

template <class Sink>
void walk(const record::Map& map, Sink& sink) {
  walk_node({&map, nullptr}, sink);
}

template <class Sink>
void walk(const record::Value& value, Sink& sink) {
  if (value.as_map() != nullptr || value.as_list() != nullptr)
    walk_node({value.as_map(), value.as_list()}, sink);
  else
    sink.leaf(value);
}

}  // namespace thresh::emit
