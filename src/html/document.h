// A parsed page: a flat tree.
//
// Nodes stand in preorder in one array; a node's subtree is the run of nodes from itself to `end` (exclusive). So the
// first child of n is n + 1, the next sibling is node(n).end, and a walk over a subtree is a loop without recursion.
// Attributes stand in a second array. Both hold where their text is in the page, not the text: what has no character
// references, carriage returns or U+0000 is a view of the page, the rest is decoded when it is asked for, and then
// kept. So a Document is used by one thread at a time, and lives no longer than the page and the arena it was made
// with.
//
// Names are lower case for HTML elements and as SVG and MathML write them for theirs (foreignObject).
// The content of a template element is its children (HTML has a document fragment there).
//
// Tested by tests/html/document_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/span.h"
#include "html/character_references.h"
#include "html/names.h"
#include "html/value_cache.h"

namespace thresh::html {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

enum class NodeType : std::uint8_t { kDocument, kDoctype, kElement, kText, kComment };
enum class Namespace : std::uint8_t { kHtml, kSvg, kMathMl };

enum NodeFlag : std::uint8_t {  // beside TextFlag, which a text, a comment and an attribute value have there too
  kClone = 1u << 4,             // a formatting element that was opened again: it shares the tag of the first
  kPieces = 1u << 5,            // a text that stands in the page in several pieces
  kListed = 1u << 5,            // an element in the list of active formatting elements, before the last marker
  kOpen = 1u << 6,              // used while the tree is built
  kGiven = 1u << 7,             // the text does not come from the page's bytes, but from another parser
};

struct Attribute {
  std::uint32_t packed = 0;  // the name in 24 bits, the flags (TextFlag: how the value's bytes are read) in 8
  base::Span source = {};    // the value's bytes in the page, without quotes; empty where there are none

  Name name() const { return Name{packed & ((1u << kNameBits) - 1)}; }
  std::uint8_t flags() const { return static_cast<std::uint8_t>(packed >> kNameBits); }
  static Attribute make(Name name, std::uint8_t flags, base::Span source) {
    return {static_cast<std::uint32_t>(name) | std::uint32_t{flags} << kNameBits, source};
  }
};
static_assert(sizeof(Attribute) == 12);

struct Node {
  NodeId parent = kNoNode;
  NodeId end = 0;             // one past the last node of the subtree
  NodeId previous = kNoNode;  // the sibling before it
  base::Span source =
      {};  // text and comment: the bytes of the content; element: its start tag, empty where there is none
  std::uint32_t first = 0;       // element: its first attribute; text with kPieces: the second piece
  Name name = Name::kNone;       // of an element
  std::uint16_t attributes = 0;  // how many
  NodeType type : 4 = NodeType::kDocument;
  Namespace space : 4 = Namespace::kHtml;
  std::uint8_t flags = 0;
};
static_assert(sizeof(Node) == 32);

struct Doctype {
  std::string_view name;                                 // lower case
  std::optional<std::string_view> public_id, system_id;  // decoded
};

class Document {
 public:
  explicit Document(std::string_view page, base::Arena& arena);

  // Node 0 is the document itself. Never empty.
  std::span<const Node> nodes() const { return nodes_; }
  const Node& node(NodeId id) const { return nodes_[id]; }
  NodeId size() const { return static_cast<NodeId>(nodes_.size()); }

  NodeType type(NodeId id) const { return nodes_[id].type; }
  bool is_element(NodeId id) const { return nodes_[id].type == NodeType::kElement; }
  bool is_text(NodeId id) const { return nodes_[id].type == NodeType::kText; }

  // An element's tag name ("div"); else empty.
  std::string_view name(NodeId id) const { return names_.text(nodes_[id].name); }
  // A text's or comment's content, a doctype's name; else empty.
  std::string_view text(NodeId id) const {
    const Node& node = nodes_[id];
    const bool plain = (node.flags & kNotRaw) == 0 && (node.type == NodeType::kText || node.type == NodeType::kComment);
    return plain ? raw(node.source) : other_text(id);
  }
  // The same, appended to `out` without being kept.
  void append_text(NodeId id, std::string& out) const;
  // Of the doctype node, if the page has one.
  const Doctype& doctype() const { return doctype_; }

  std::span<const Attribute> attributes(NodeId id) const { return attributes(nodes_[id]); }
  std::span<const Attribute> attributes(const Node& node) const {
    return {attributes_.data() + node.first, node.attributes};
  }
  // An attribute's name as its tag has it ("xlink:href"), and its decoded value.
  std::string_view name(const Attribute& attribute) const;
  std::string_view value(const Attribute& attribute) const {
    return (attribute.flags() & kNotRaw) == 0 ? raw(attribute.source) : decoded_value(attribute);
  }
  void append_value(const Attribute& attribute, std::string& out) const;
  // The attribute with that (lower-case) name; nullptr if the element has none.
  const Attribute* find_attribute(NodeId id, std::string_view name) const;
  const Attribute* find_attribute(NodeId id, Name name) const;
  // Its value.
  std::optional<std::string_view> attribute(NodeId id, std::string_view name) const;
  std::optional<std::string_view> attribute(NodeId id, Name name) const;

  // Where it stands in the page: the content of a text or comment, from the first piece to the last, or the start tag
  // of an element (empty where the parser made it up).
  base::Span source(NodeId id) const;
  // Of a text: its pieces, mostly one.
  std::vector<base::Span> pieces(NodeId id) const;
  // The same, with how the bytes of each are read (TextFlag).
  struct TextPiece {
    base::Span source;
    std::uint8_t flags;
  };
  std::vector<TextPiece> text_pieces(NodeId id) const;
  template <class Visit>
  void for_each_text_piece(NodeId id, Visit visit) const {
    const Node& node = nodes_[id];
    visit(TextPiece{node.source, node.flags});
    if ((node.flags & kPieces) == 0 || node.type != NodeType::kText) return;
    for (std::uint32_t piece = node.first; piece != kNoNode; piece = pieces_[piece].next) {
      visit(TextPiece{pieces_[piece].source, pieces_[piece].flags});
    }
  }
  // What the piece of that index stands for.
  std::string piece_text(NodeId id, std::size_t piece) const;

  NodeId parent(NodeId id) const { return nodes_[id].parent; }
  NodeId first_child(NodeId id) const { return id + 1 < nodes_[id].end ? id + 1 : kNoNode; }
  NodeId next_sibling(NodeId id) const;
  NodeId previous_sibling(NodeId id) const { return nodes_[id].previous; }
  bool contains(NodeId ancestor, NodeId id) const { return ancestor <= id && id < nodes_[ancestor].end; }

  // The first element of that name in the subtree of `under`; kNoNode if there is none.
  NodeId find(std::string_view name, NodeId under = 0) const;
  // The body element; the document itself where there is none.
  NodeId body() const;

  const NameTable& names() const { return names_; }
  std::string_view page() const { return page_; }

  // Bytes that the tree takes, without the page and the arena.
  std::size_t memory() const;

  // Whether the page was cut at a limit (then a finding tells).
  bool cut() const { return cut_; }
  // At which limit the parser stopped reading, as the end of a sentence ("65,536 elements are open at once"); empty
  // where it read on, or another limit cut the page.
  std::string_view stopped_at() const { return stopped_at_; }

 private:
  friend class DocumentBuilder;
  struct Piece {
    base::Span source;
    std::uint8_t flags;
    std::uint32_t next;  // kNoNode: none
    std::uint32_t last;  // of the second piece: the last one
  };

  // Text with one of these is not simply its bytes in the page.
  static constexpr std::uint8_t kNotRaw = std::uint8_t{kEncoded} | std::uint8_t{kPieces} | std::uint8_t{kGiven};

  std::string_view raw(base::Span span) const { return {page_.data() + span.begin, span.size()}; }
  std::string_view other_text(NodeId id) const;
  std::string_view decoded_value(const Attribute& attribute) const;
  std::string_view kept(ValueCache& cache, std::uint32_t key, std::string_view decoded) const;

  std::string_view page_;
  base::Arena* arena_;
  NameTable names_;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::vector<Piece> pieces_;
  Doctype doctype_;
  bool cut_ = false;
  std::string_view stopped_at_;  // of static life
  // What was decoded so far, by node and by attribute.
  mutable ValueCache texts_, values_;
};

}  // namespace thresh::html
