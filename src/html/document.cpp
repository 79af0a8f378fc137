// See document.h. The builder keeps the chain of open nodes, so that parents, siblings and ends need no search.
#include "html/document.h"

#include <utility>

namespace thresh::html {

std::span<const Attribute> Document::attributes(NodeId id) const {
  const Node& node = nodes_[id];
  return std::span(attributes_).subspan(node.first_attribute, node.attribute_count);
}

std::optional<std::string_view> Document::attribute(NodeId id, std::string_view name) const {
  for (const Attribute& attribute : attributes(id)) {
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

NodeId Document::next_sibling(NodeId id) const {
  const Node& node = nodes_[id];
  if (node.parent == kNoNode || node.end >= nodes_[node.parent].end) return kNoNode;
  return node.end;
}

NodeId Document::find(std::string_view name, NodeId under) const {
  for (NodeId id = under; id < nodes_[under].end; ++id) {
    if (nodes_[id].type == NodeType::kElement && nodes_[id].name == name) return id;
  }
  return kNoNode;
}

NodeId Document::body() const {
  const NodeId body = find("body");
  return body == kNoNode ? 0 : body;
}

DocumentBuilder::DocumentBuilder() { start(); }

void DocumentBuilder::start() {
  document_ = Document();
  document_.nodes_.push_back(Node{});
  document_.nodes_[0].end = 1;
  open_.assign(1, {0, kNoNode});
}

NodeId DocumentBuilder::open(const Node& node) {
  const NodeId id = document_.size();
  Open& parent = open_.back();
  Node& added = document_.nodes_.emplace_back(node);
  added.parent = parent.id;
  added.previous = std::exchange(parent.last_child, id);
  added.end = id + 1;
  added.first_attribute = static_cast<std::uint32_t>(document_.attributes_.size());
  added.attribute_count = 0;
  open_.push_back({id, kNoNode});
  return id;
}

void DocumentBuilder::add_attribute(const Attribute& attribute) {
  document_.attributes_.push_back(attribute);
  ++document_.nodes_.back().attribute_count;
}

void DocumentBuilder::close(NodeId id) {
  while (open_.back().id >= id && open_.size() > 1) {
    document_.nodes_[open_.back().id].end = document_.size();
    open_.pop_back();
  }
}

Document DocumentBuilder::finish() {
  close(1);
  document_.nodes_[0].end = document_.size();
  Document document = std::move(document_);
  start();
  return document;
}

}  // namespace thresh::html
