// See document_builder.h.
#include "html/document_builder.h"

#include <algorithm>
#include <utility>

namespace thresh::html {
namespace {

constexpr std::size_t kBytesPerNode = 48;       // what pages have, about; a guess saves growing
constexpr std::size_t kBytesPerAttribute = 96;  // the same

constexpr std::uint8_t kTextFlags = kEncoded | kReferences | kInAttribute | kNulDropped;

Node leaf(NodeType type, base::Span source, std::uint8_t flags) {
  Node node;
  node.type = type;
  node.source = source;
  node.flags = flags;
  return node;
}

}  // namespace

DocumentBuilder::DocumentBuilder(std::string_view page, base::Arena& arena, std::uint32_t depth)
    : document_(page, arena), depth_(depth) {
  document_.nodes_.reserve(page.size() / kBytesPerNode + 16);
  document_.attributes_.reserve(page.size() / kBytesPerAttribute + 16);
  path_.push_back({0});
}

// More nodes than were guessed: as many again as what was read so far lets expect, so that they are moved once.
void DocumentBuilder::make_room() {
  const std::size_t count = document_.nodes_.size();
  std::size_t read = 1;
  for (std::size_t i = count; i-- > 0 && read == 1;) read = std::max<std::size_t>(document_.nodes_[i].source.end, 1);
  const std::size_t expected = count * document_.page_.size() / read + count / 8;
  document_.nodes_.reserve(std::clamp(expected, count + count / 2, 8 * count));
}

// Whether the next node of the array can be made a child of `parent`: leaves what is deeper on the path, or enters the
// element again that was left last and that nothing follows yet.
bool DocumentBuilder::reach(NodeId parent) {
  if (linked()) return false;
  std::size_t depth = path_.size();
  while (depth > 0 && path_[depth - 1].id > parent) --depth;  // the path is ascending
  if (depth > 0 && path_[depth - 1].id == parent) {
    while (path_.size() > depth) leave(path_.back().id);
    return true;
  }
  const Node& node = document_.nodes_[parent];
  if (left_.id != parent || node.end != size() || node.parent != path_.back().id) return false;
  path_.push_back(left_);
  return true;
}

NodeId DocumentBuilder::add(Place place, const Node& node) {
  if (!reached(place)) return add_linked(place, node);
  Node& added = append(node.type);
  const Node links = added;
  added = node;
  added.parent = links.parent;
  added.previous = links.previous;
  added.end = links.end;
  return size() - 1;
}

Node DocumentBuilder::element(Name name, Namespace space, base::Span source, std::uint32_t first,
                              std::uint16_t attributes) {
  Node node;
  node.type = NodeType::kElement;
  node.name = name;
  node.space = space;
  node.source = source;
  node.first = first;
  node.attributes = attributes;
  return node;
}

const Doctype& DocumentBuilder::add_doctype(std::string_view name, const std::optional<std::string>& public_id,
                                            const std::optional<std::string>& system_id) {
  base::Arena& arena = *document_.arena_;
  Doctype& doctype = document_.doctype_;
  doctype.name = arena.copy(name);
  if (public_id) doctype.public_id = arena.copy(*public_id);
  if (system_id) doctype.system_id = arena.copy(*system_id);
  add({0}, leaf(NodeType::kDoctype, {}, 0));
  return doctype;
}

void DocumentBuilder::add_text_elsewhere(Place place, base::Span source, std::uint8_t flags) {
  const NodeId before = text_before(place);
  if (before == kNoNode) {
    add(place, leaf(NodeType::kText, source, flags));
    return;
  }
  Node& text = document_.nodes_[before];
  const bool goes_on = text.source.end == source.begin && (text.flags & kPieces) == 0 &&
                       ((text.flags ^ flags) & kTextFlags & ~kEncoded) == 0;
  if (!goes_on) return add_piece(text, source, flags);
  text.source.end = source.end;
  text.flags |= flags;
}

// The text node that text put there would belong to ("insert a character", section 13.2.6.1); kNoNode if there is none.
NodeId DocumentBuilder::text_before(Place place) {
  NodeId before = kNoNode;
  if (reached(place)) {
    before = path_.back().last_child;
  } else {
    link();
    before = place.before == kNoNode ? links_[place.parent].last_child : document_.nodes_[place.before].previous;
  }
  return before != kNoNode && document_.nodes_[before].type == NodeType::kText ? before : kNoNode;
}

void DocumentBuilder::add_piece(Node& text, base::Span source, std::uint8_t flags) {
  const auto added = static_cast<std::uint32_t>(document_.pieces_.size());
  document_.pieces_.push_back({source, flags, kNoNode, kNoNode});
  Document::Piece& piece = document_.pieces_.back();
  if ((text.flags & kPieces) == 0) {
    text.flags |= kPieces;
    text.first = added;
    piece.last = added;
    return;
  }
  Document::Piece& first = document_.pieces_[text.first];
  document_.pieces_[first.last].next = added;
  first.last = added;
}

NodeId DocumentBuilder::add_given_text(Place place, NodeType type, std::string_view text, base::Span source) {
  const NodeId id = add(place, leaf(type, source, kGiven));
  document_.texts_.put(id, text);
  return id;
}

void DocumentBuilder::add_given_attribute(Name name, std::string_view value, base::Span source) {
  document_.values_.put(static_cast<std::uint32_t>(document_.attributes_.size()), value);
  document_.attributes_.push_back(Attribute::make(name, kGiven, source));
}

// From appending to linking: the nodes so far, which stand in preorder, get their pointers.
void DocumentBuilder::link() {
  if (linked()) return;
  links_.reserve(document_.nodes_.capacity());
  links_.resize(size());
  path_.assign(1, {});
  for (NodeId id = 1; id < size(); ++id) {
    const Node& node = document_.nodes_[id];
    Links& parent = links_[node.parent];
    (node.previous == kNoNode ? parent.first_child : links_[node.previous].next) = id;
    parent.last_child = id;
  }
}

NodeId DocumentBuilder::add_linked(Place place, const Node& node) {
  const NodeId id = add_detached(node);
  attach(id, place);
  return id;
}

NodeId DocumentBuilder::add_detached(const Node& node) {
  link();
  const NodeId id = size();
  Node& added = document_.nodes_.emplace_back(node);
  added.parent = added.previous = kNoNode;
  links_.emplace_back();
  return id;
}

void DocumentBuilder::attach(NodeId id, Place place) {
  Node& node = document_.nodes_[id];
  Links& parent = links_[place.parent];
  node.parent = place.parent;
  node.previous = place.before == kNoNode ? parent.last_child : document_.nodes_[place.before].previous;
  links_[id].next = place.before;
  (node.previous == kNoNode ? parent.first_child : links_[node.previous].next) = id;
  (place.before == kNoNode ? parent.last_child : document_.nodes_[place.before].previous) = id;
}

void DocumentBuilder::detach(NodeId id) {
  Node& node = document_.nodes_[id];
  if (node.parent == kNoNode) return;
  Links& parent = links_[node.parent];
  const NodeId next = links_[id].next;
  (node.previous == kNoNode ? parent.first_child : links_[node.previous].next) = next;
  (next == kNoNode ? parent.last_child : document_.nodes_[next].previous) = node.previous;
  node.parent = node.previous = links_[id].next = kNoNode;
}

void DocumentBuilder::move(NodeId node, Place place) {
  link();
  detach(node);
  attach(node, place);
}

void DocumentBuilder::move_children(NodeId from, NodeId to) {
  link();
  while (links_[from].first_child != kNoNode) move(links_[from].first_child, {to});
}

void DocumentBuilder::remove(NodeId node) {
  link();
  detach(node);
}

// The node after `node` in preorder, in the subtree of `root`; kNoNode after the last.
NodeId DocumentBuilder::next_in_order(NodeId node, NodeId root) const {
  if (links_[node].first_child != kNoNode) return links_[node].first_child;
  while (node != root && links_[node].next == kNoNode) node = document_.nodes_[node].parent;
  return node == root ? kNoNode : links_[node].next;
}

void DocumentBuilder::copy_children(NodeId from, NodeId to, NodeId limit) {
  link();
  while (links_[to].first_child != kNoNode) detach(links_[to].first_child);
  NodeId parent = to;      // of the copy to make
  NodeId original = from;  // what `parent` is a copy of
  for (NodeId id = links_[from].first_child; id != kNoNode && size() < limit; id = next_in_order(id, from)) {
    for (; document_.nodes_[id].parent != original; original = document_.nodes_[original].parent) {
      parent = document_.nodes_[parent].parent;
    }
    Node copy = document_.nodes_[id];
    if (copy.type == NodeType::kElement) copy.flags |= kClone;
    const NodeId made = add_linked({parent}, copy);
    if (copy.type != NodeType::kElement) continue;
    parent = made;
    original = id;
  }
}

// Copies the linked nodes in preorder, without recursion. What is deeper than the limit ends up at the limit.
void DocumentBuilder::flatten() {
  struct Level {
    NodeId next;  // the child to copy next
    NodeId made;  // the copy that the children belong to
    NodeId last;  // the last of them
    bool own;     // it is theirs, and ends with them
  };
  std::vector<Node> nodes;
  nodes.reserve(document_.nodes_.size());
  nodes.push_back(document_.nodes_[0]);
  std::vector<Level> levels = {{links_[0].first_child, 0, kNoNode, true}};
  while (!levels.empty()) {
    Level& level = levels.back();
    const auto made = static_cast<NodeId>(nodes.size());
    if (level.next == kNoNode) {
      const Level done = level;
      levels.pop_back();
      if (done.own)
        nodes[done.made].end = made;
      else
        levels.back().last = done.last;
      continue;
    }
    const NodeId old = std::exchange(level.next, links_[level.next].next);
    Node& node = nodes.emplace_back(document_.nodes_[old]);
    node.parent = level.made;
    node.previous = std::exchange(level.last, made);
    node.end = made + 1;
    if (links_[old].first_child == kNoNode) continue;
    const bool own = levels.size() < depth_;
    if (!own) document_.cut_ = true;
    const Level inner = own ? Level{links_[old].first_child, made, kNoNode, true}
                            : Level{links_[old].first_child, level.made, made, false};
    levels.push_back(inner);
  }
  document_.nodes_ = std::move(nodes);
}

Document DocumentBuilder::finish() {
  if (linked()) {
    flatten();
  } else {
    while (!path_.empty()) {
      document_.nodes_[path_.back().id].end = size();
      path_.pop_back();
    }
  }
  return std::move(document_);
}

}  // namespace thresh::html
