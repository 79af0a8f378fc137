// Fills a Document: the tree as the parser makes it, node after node.
//
// Nearly every page puts nearly every node at the end of the tree, and then the order in which nodes are made is
// preorder already: the builder keeps the path of elements that it was told to enter, and appends. The first time that
// something goes elsewhere (foster parenting, the adoption agency, text after the body's end), it links the nodes it
// has with sibling pointers, goes on with those, and brings the whole into preorder at the end.
//
// Tested by tests/html/document_builder_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/document.h"

namespace thresh::html {

// Where a node is put: as the last child of `parent`, or before its child `before`.
struct Place {
  NodeId parent = 0;
  NodeId before = kNoNode;
};

class DocumentBuilder {
 public:
  // `page` and `arena` outlive the Document. `depth`: nodes further down become siblings (Limits::depth).
  DocumentBuilder(std::string_view page, base::Arena& arena, std::uint32_t depth);

  NameTable& names() { return document_.names_; }
  // The attributes of the elements to come are appended here, those of one element together.
  std::vector<Attribute>& attributes() { return document_.attributes_; }
  std::span<const Attribute> attributes(std::uint32_t first, std::uint16_t count) const {
    return std::span(document_.attributes_).subspan(first, count);
  }
  std::span<const Attribute> attributes_of(NodeId id) const { return attributes(node(id).first, node(id).attributes); }
  // A node made before. Its name, flags and attributes may be changed, its links not.
  Node& node(NodeId id) { return document_.nodes_[id]; }
  const Node& node(NodeId id) const { return document_.nodes_[id]; }
  NodeId size() const { return document_.size(); }
  std::string_view page() const { return document_.page_; }

  // Puts a copy of `node` there, without children; the builder sets its links. Returns its id.
  NodeId add(Place place, const Node& node);
  // Puts an element there, whose attributes are the last `attributes` from `first` on.
  NodeId add_element(Place place, Name name, Namespace space, base::Span source, std::uint32_t first,
                     std::uint16_t attributes) {
    if (!reached(place)) [[unlikely]]
      return add(place, element(name, space, source, first, attributes));
    const NodeId id = size();
    Node& added = append(NodeType::kElement);
    added.name = name;
    added.space = space;
    added.source = source;
    added.first = first;
    added.attributes = attributes;
    return id;
  }
  // Says that what follows goes into that element, which was the last to be added. (Where it was not, or its parent was
  // left since, the next node that is put into it stands elsewhere than at the end.)
  void enter(NodeId id) {
    if (linked() || id + 1 != size() || parent(id) != path_.back().id) return;
    path_.emplace_back().id = id;  // in place: a copy as a whole would wait for its parts
  }
  // Says that the element entered last has all its children, unless some are to come by a detour.
  void leave(NodeId id) {
    if (path_.back().id != id) return;
    document_.nodes_[id].end = size();
    left_.id = id;
    left_.last_child = path_.back().last_child;
    left_.after_text = path_.back().after_text;
    path_.pop_back();
  }
  // Makes a node that is in no place yet.
  NodeId add_detached(const Node& node);
  // Puts text there: a node of its own, or the rest of the text that stands before the place.
  void add_text(Place place, base::Span source, std::uint8_t flags) {
    if (!reached(place) || path_.back().after_text) [[unlikely]]
      return add_text_elsewhere(place, source, flags);
    Node& added = append(NodeType::kText);
    added.source = source;
    added.flags = flags;
  }
  // Text that does not come from the page's bytes as they are; for another parser's tree.
  NodeId add_given_text(Place place, NodeType type, std::string_view text, base::Span source);
  void add_given_attribute(Name name, std::string_view value, base::Span source);
  // Puts a doctype at the document's end. The texts are copied.
  const Doctype& add_doctype(std::string_view name, const std::optional<std::string>& public_id,
                             const std::optional<std::string>& system_id);
  void mark_cut() { document_.cut_ = true; }
  // `limit`: as Document::stopped_at; of static life.
  void mark_stopped(std::string_view limit) { document_.cut_ = true, document_.stopped_at_ = limit; }

  // Moves a node, with all that is in it.
  void move(NodeId node, Place place);
  void move_children(NodeId from, NodeId to);
  void remove(NodeId node);
  // Puts copies of what is in `from` into `to`, in place of what is there, as long as there are less than `limit`
  // nodes. `to` does not stand in `from`.
  void copy_children(NodeId from, NodeId to, NodeId limit);
  // Calls `visit` with every node of the tree, in the order of the tree.
  template <class Visit>
  void for_each_in_order(Visit visit) {
    link();
    for (NodeId id = links_[0].first_child; id != kNoNode; id = next_in_order(id, 0)) visit(id);
  }
  NodeId parent(NodeId node) const { return document_.nodes_[node].parent; }

  // The Document in preorder. The builder is spent.
  Document finish();

 private:
  struct Open {  // a node of the path to the last node
    NodeId id = kNoNode;
    NodeId last_child = kNoNode;
    bool after_text = false;  // that child is a text
  };
  struct Links {
    NodeId first_child = kNoNode;
    NodeId last_child = kNoNode;
    NodeId next = kNoNode;
  };

  bool linked() const { return !links_.empty(); }
  // Whether the next node of the array would stand there.
  bool reached(Place place) {
    if (place.before != kNoNode) return false;
    return path_.back().id == place.parent || reach(place.parent);
  }
  void make_room();
  bool reach(NodeId parent);
  // The next node of the array, as the last child of the last node of the path.
  Node& append(NodeType type) {
    const NodeId id = size();
    if (id == document_.nodes_.capacity()) [[unlikely]]
      make_room();
    Node& added = document_.nodes_.emplace_back();
    added.type = type;
    added.parent = path_.back().id;
    added.previous = std::exchange(path_.back().last_child, id);
    path_.back().after_text = type == NodeType::kText;
    added.end = id + 1;
    return added;
  }
  static Node element(Name name, Namespace space, base::Span source, std::uint32_t first, std::uint16_t attributes);
  void add_text_elsewhere(Place place, base::Span source, std::uint8_t flags);
  void link();
  NodeId add_linked(Place place, const Node& node);
  void attach(NodeId node, Place place);
  void detach(NodeId node);
  NodeId text_before(Place place);
  void add_piece(Node& text, base::Span source, std::uint8_t flags);
  NodeId next_in_order(NodeId node, NodeId root) const;
  void flatten();

  Document document_;
  std::uint32_t depth_;
  std::vector<Open> path_;    // while nodes are appended; then of one entry that is no node
  Open left_ = {};            // the entry that was left last
  std::vector<Links> links_;  // afterwards, by node
};

}  // namespace thresh::html
