// See microformat_implied.h.
#include "structured/microformat_implied.h"

#include "structured/microformat_names.h"
#include "structured/tokens.h"

namespace thresh::structured {
namespace {

using html::kNoNode;
using html::NodeId;

bool is_root(const html::Document& document, NodeId element) {
  bool is = false;
  for_each_token(document.attribute(element, "class").value_or(""),
                 [&](std::string_view name) { is = is || is_microformat_class(name, "h-"); });
  return is;
}

// The one child that is an element; kNoNode where there are none or several.
NodeId only_child(const html::Document& document, NodeId element) {
  NodeId only = kNoNode;
  for (NodeId id = document.first_child(element); id != kNoNode; id = document.next_sibling(id)) {
    if (!document.is_element(id)) continue;
    if (only != kNoNode) return kNoNode;
    only = id;
  }
  return only;
}

// The one child of that name.
NodeId only_of_type(const html::Document& document, NodeId element, std::string_view name) {
  NodeId only = kNoNode;
  for (NodeId id = document.first_child(element); id != kNoNode; id = document.next_sibling(id)) {
    if (!document.is_element(id) || document.name(id) != name) continue;
    if (only != kNoNode) return kNoNode;
    only = id;
  }
  return only;
}

struct Candidate {
  std::string_view element, attribute;
};
constexpr Candidate kNames[] = {{"img", "alt"}, {"area", "alt"}, {"abbr", "title"}};
constexpr Candidate kPhotos[] = {{"img", "src"}, {"object", "data"}};
constexpr Candidate kUrls[] = {{"a", "href"}, {"area", "href"}};

struct Implied {
  NodeId node = kNoNode;
  const html::Attribute* attribute = nullptr;
};

Implied on(const html::Document& document, NodeId element, const Candidate& candidate) {
  if (element == kNoNode || document.name(element) != candidate.element) return {};
  return {element, document.find_attribute(element, candidate.attribute)};
}

// On the item itself, on its one child (of that name), or on the one child of its one child.
template <std::size_t size>
Implied find(const html::Document& document, NodeId item, const Candidate (&candidates)[size], bool alone) {
  for (const Candidate& candidate : candidates) {
    if (const Implied own = on(document, item, candidate); own.attribute != nullptr) return own;
  }
  const NodeId child = only_child(document, item);
  for (const NodeId parent : {item, child}) {
    if (parent == kNoNode || (parent == child && is_root(document, child))) continue;
    for (const Candidate& candidate : candidates) {
      const NodeId inner = alone ? only_child(document, parent) : only_of_type(document, parent, candidate.element);
      if (inner == kNoNode || is_root(document, inner)) continue;
      const Implied found = on(document, inner, candidate);
      if (found.attribute == nullptr) continue;
      // A name that says nothing is none.
      if (!alone || !document.value(*found.attribute).empty()) return found;
    }
  }
  return {};
}

void add(std::string_view name, const Implied& implied, bool address, Item& item) {
  if (implied.attribute == nullptr) return;
  Value value;
  value.kind = Value::Kind::kAttribute;
  value.node = implied.node;
  value.attribute = implied.attribute;
  value.address = address;
  value.tag = kImplied;
  item.properties.push_back({name, value});
}

}  // namespace

void imply(const html::Document& document, const Explicit& said, Item& item) {
  if (!said.name && !said.words && !said.nested) {
    const Implied name = find(document, item.node, kNames, true);
    if (name.attribute != nullptr) {
      add("name", name, false, item);
    } else {
      Value value;
      value.kind = Value::Kind::kElement;
      value.node = item.node;
      item.properties.push_back({"name", value});
    }
  }
  if (said.nested || said.address) return;
  if (!said.photo) add("photo", find(document, item.node, kPhotos, false), true, item);
  if (!said.url) add("url", find(document, item.node, kUrls, false), true, item);
}

}  // namespace thresh::structured
