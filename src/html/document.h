// A parsed page: a flat tree.
//
// Nodes stand in preorder in one array; a node's subtree is the run of nodes from itself to `end` (exclusive). So the
// first child of n is n + 1, the next sibling is node(n).end, and a walk over a subtree is a loop without recursion.
// Attributes stand in a second array. Names are lower case for HTML elements. Text is decoded UTF-8.
//
// Which engine fills it is no one's business but html/parse.h's: no type of a parser library leaves its adapter.
//
// Tested by tests/html/document_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace thresh::html {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

enum class NodeType : std::uint8_t { kDocument, kDoctype, kElement, kText, kComment };

struct Attribute {
  std::string_view name;   // lower case
  std::string_view value;  // entities decoded
  base::Span source;       // the value's bytes in the page (without quotes); empty where unknown
};

struct Node {
  NodeType type = NodeType::kDocument;
  std::string_view name = {};  // an element's tag name ("div"), else empty
  std::string_view text = {};  // a text's or comment's content, a doctype's name, else empty
  NodeId parent = kNoNode;
  NodeId end = 0;  // one past the last node of the subtree
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  base::Span source = {};     // text: its bytes in the page; element: its start tag; empty where unknown
  NodeId previous = kNoNode;  // the sibling before it
};

class Document {
 public:
  // Node 0 is the document itself. Never empty.
  std::span<const Node> nodes() const { return nodes_; }
  const Node& node(NodeId id) const { return nodes_[id]; }
  NodeId size() const { return static_cast<NodeId>(nodes_.size()); }

  std::span<const Attribute> attributes(NodeId id) const;
  // The attribute's value; nullopt if the element has none of that (lower-case) name.
  std::optional<std::string_view> attribute(NodeId id, std::string_view name) const;

  bool is_element(NodeId id) const { return nodes_[id].type == NodeType::kElement; }
  NodeId parent(NodeId id) const { return nodes_[id].parent; }
  NodeId first_child(NodeId id) const { return id + 1 < nodes_[id].end ? id + 1 : kNoNode; }
  NodeId next_sibling(NodeId id) const;
  NodeId previous_sibling(NodeId id) const { return nodes_[id].previous; }
  bool contains(NodeId ancestor, NodeId id) const { return ancestor <= id && id < nodes_[ancestor].end; }

  // The first element of that name in the subtree of `under`; kNoNode if there is none.
  NodeId find(std::string_view name, NodeId under = 0) const;

  // The body element; the document itself where there is none.
  NodeId body() const;

  // Whether the page was cut at a limit (then a finding tells).
  bool cut() const { return cut_; }

 private:
  friend class DocumentBuilder;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  bool cut_ = false;
};

// Fills a Document in preorder. For the parser's adapter, and for tests.
class DocumentBuilder {
 public:
  DocumentBuilder();
  // Opens an element (or adds a text, a comment, a doctype, with `close` right after it). Returns its id. The builder
  // sets what links the node to others (parent, previous, end, attributes); the caller sets the rest.
  NodeId open(const Node& node);
  void add_attribute(const Attribute& attribute);  // to the element opened last
  void close(NodeId id);                           // sets its end, and that of what is still open inside
  void mark_cut() { document_.cut_ = true; }
  NodeId size() const { return document_.size(); }
  Document finish();  // closes the document node; the builder starts anew

 private:
  void start();

  struct Open {
    NodeId id;
    NodeId last_child;
  };
  Document document_;
  std::vector<Open> open_;
};

}  // namespace thresh::html
