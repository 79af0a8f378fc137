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

// A map or a list, and what of it is still to come.
struct OpenNode {
  explicit OpenNode(const record::Map& node) : entry(node.entries().data()), left(node.size()), map(true) {}
  explicit OpenNode(const record::List& node) : item(node.data()), left(node.size()) {}

  const record::Map::Entry* entry = nullptr;  // the next one of a map
  const record::Value* item = nullptr;        // of a list
  std::size_t left;
  bool map = false;
};

// Announces the next child of `node` and returns it.
template <class Sink>
const record::Value& next_child(OpenNode& node, Sink& sink) {
  --node.left;
  if (!node.map) {
    sink.item();
    return *node.item++;
  }
  const record::Map::Entry& entry = *node.entry++;
  sink.key(entry.first);
  return entry.second;
}

template <class Sink>
void walk_node(OpenNode root, Sink& sink) {
  std::vector<OpenNode> open;
  const auto enter = [&](const OpenNode& node) {
    sink.open(node.map, node.left);
    open.push_back(node);
  };
  enter(root);
  while (!open.empty()) {
    if (open.back().left == 0) {
      sink.close(open.back().map);
      open.pop_back();
      continue;
    }
    const record::Value& child = next_child(open.back(), sink);
    if (const record::Map* map = child.as_map())
      enter(OpenNode(*map));
    else if (const record::List* list = child.as_list())
      enter(OpenNode(*list));
    else
      sink.leaf(child);
  }
}

template <class Sink>
void walk(const record::Map& map, Sink& sink) {
  walk_node(OpenNode(map), sink);
}

template <class Sink>
void walk(const record::Value& value, Sink& sink) {
  if (const record::Map* map = value.as_map())
    walk_node(OpenNode(*map), sink);
  else if (const record::List* list = value.as_list())
    walk_node(OpenNode(*list), sink);
  else
    sink.leaf(value);
}

}  // namespace thresh::emit
