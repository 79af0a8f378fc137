// See field_tree.h.
#include "dataset/field_tree.h"

#include <utility>

#include "record/value.h"

namespace thresh::dataset {

FieldTree::Node FieldTree::find(Node node, std::string_view key, std::size_t place) const {
  const std::vector<Node>& members = nodes_[node].members;
  if (place < members.size() && nodes_[members[place]].key == key) return members[place];
  for (const Node member : members) {
    if (nodes_[member].key == key) return member;
  }
  return kRoot;
}

FieldTree::Node FieldTree::add(Node node, std::string_view key) {
  const auto made = static_cast<Node>(nodes_.size());
  Entry entry;
  entry.key = key;
  entry.pattern = nodes_[node].pattern + '/' + record::pointer_segment(key);
  nodes_.push_back(std::move(entry));
  nodes_[node].members.push_back(made);
  return made;
}

FieldTree::Node FieldTree::items(Node node) {
  if (nodes_[node].items != kRoot) return nodes_[node].items;
  const auto made = static_cast<Node>(nodes_.size());
  Entry entry;
  entry.pattern = nodes_[node].pattern + "/*";
  nodes_.push_back(std::move(entry));
  return nodes_[node].items = made;
}

}  // namespace thresh::dataset
