// See document.h.
#include "html/document.h"

#include <algorithm>
#include <utility>

namespace thresh::html {
Document::Document(std::string_view page, base::Arena& arena) : page_(page), arena_(&arena), names_(arena), nodes_(1) {
  nodes_[0].end = 1;
}

std::string_view Document::kept(ValueCache& cache, std::uint32_t key, std::string_view decoded) const {
  const std::string_view copy = arena_->copy(decoded);
  cache.put(key, copy);
  return copy;
}

std::string_view Document::other_text(NodeId id) const {
  const Node& node = nodes_[id];
  if (node.type == NodeType::kDoctype) return doctype_.name;
  if (node.type != NodeType::kText && node.type != NodeType::kComment) return {};
  if (const std::string_view* known = texts_.find(id)) return *known;
  std::string decoded;
  append_text(id, decoded);
  return kept(texts_, id, decoded);
}

void Document::append_text(NodeId id, std::string& out) const {
  const Node& node = nodes_[id];
  if (node.type != NodeType::kText && node.type != NodeType::kComment) return;
  if ((node.flags & kGiven) != 0) return void(out += text(id));
  append_decoded(raw(node.source), node.flags, out);
  if ((node.flags & kPieces) == 0) return;
  for (std::uint32_t piece = node.first; piece != kNoNode; piece = pieces_[piece].next) {
    append_decoded(raw(pieces_[piece].source), pieces_[piece].flags, out);
  }
}

std::string_view Document::name(const Attribute& attribute) const {
  const Name name = attribute.name();
  return names_.text(has_prefix(name) ? Name{static_cast<std::uint32_t>(name) - 1} : name);
}

std::string_view Document::decoded_value(const Attribute& attribute) const {
  const auto index = static_cast<std::uint32_t>(&attribute - attributes_.data());
  if (const std::string_view* known = values_.find(index)) return *known;
  std::string decoded;
  append_value(attribute, decoded);
  return kept(values_, index, decoded);
}

void Document::append_value(const Attribute& attribute, std::string& out) const {
  if ((attribute.flags() & kGiven) != 0) return void(out += value(attribute));
  append_decoded(raw(attribute.source), attribute.flags(), out);
}

const Attribute* Document::find_attribute(NodeId id, std::string_view name) const {
  const Name known = names_.find(name);
  return known == Name::kNone ? nullptr : find_attribute(id, known);
}

const Attribute* Document::find_attribute(NodeId id, Name name) const {
  for (const Attribute& attribute : attributes(id)) {
    if (attribute.name() == name || is_adjusted(attribute.name(), name)) return &attribute;
  }
  return nullptr;
}

std::optional<std::string_view> Document::attribute(NodeId id, std::string_view name) const {
  const Attribute* found = find_attribute(id, name);
  return found == nullptr ? std::nullopt : std::optional(value(*found));
}

std::optional<std::string_view> Document::attribute(NodeId id, Name name) const {
  const Attribute* found = find_attribute(id, name);
  return found == nullptr ? std::nullopt : std::optional(value(*found));
}

base::Span Document::source(NodeId id) const {
  const Node& node = nodes_[id];
  base::Span whole = node.source;
  if ((node.flags & kPieces) != 0 && node.type == NodeType::kText) {
    for (std::uint32_t piece = node.first; piece != kNoNode; piece = pieces_[piece].next) {
      whole.end = std::max(whole.end, pieces_[piece].source.end);
    }
  }
  return whole;
}

std::vector<Document::TextPiece> Document::text_pieces(NodeId id) const {
  std::vector<TextPiece> all;
  for_each_text_piece(id, [&](const TextPiece& piece) { all.push_back(piece); });
  return all;
}

std::vector<base::Span> Document::pieces(NodeId id) const {
  std::vector<base::Span> spans;
  for (const TextPiece& piece : text_pieces(id)) spans.push_back(piece.source);
  return spans;
}

std::size_t Document::memory() const {
  return nodes_.capacity() * sizeof(Node) + attributes_.capacity() * sizeof(Attribute) +
         pieces_.capacity() * sizeof(Piece) + names_.memory();
}

std::string Document::piece_text(NodeId id, std::size_t piece) const {
  if ((nodes_[id].flags & kGiven) != 0) return std::string(text(id));
  const TextPiece one = text_pieces(id)[piece];
  std::string out;
  append_decoded(raw(one.source), one.flags, out);
  return out;
}

NodeId Document::next_sibling(NodeId id) const {
  const Node& node = nodes_[id];
  if (node.parent == kNoNode || node.end >= nodes_[node.parent].end) return kNoNode;
  return node.end;
}

NodeId Document::find(std::string_view name, NodeId under) const {
  const Name known = names_.find(name);
  if (known == Name::kNone) return kNoNode;
  for (NodeId id = under; id < nodes_[under].end; ++id) {
    if (is_element(id) && (nodes_[id].name == known || is_adjusted(nodes_[id].name, known))) return id;
  }
  return kNoNode;
}

NodeId Document::body() const {
  const NodeId body = find("body");
  return body == kNoNode ? 0 : body;
}

}  // namespace thresh::html
