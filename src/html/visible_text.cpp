// See visible_text.h.
#include "html/visible_text.h"

#include <algorithm>
#include <utility>

#include "html/visibility.h"
#include "text/plain.h"

namespace thresh::html {
namespace {

bool is_left_out(const Document& document, NodeId element) {
  const Node& node = document.node(element);
  switch (node.name) {
    case Name::kScript:
    case Name::kStyle:
      return true;
    case Name::kHead:
    case Name::kTemplate:
      return node.space == Namespace::kHtml;
    case Name::kNoscript:
      return node.space == Namespace::kHtml && never_shown(document, element);
    default:
      return false;
  }
}

// Puts pieces in the order of their bytes. Tables move what they hold, and what was copied stands in two nodes: it
// counts for the first.
void put_in_order(std::vector<VisiblePiece>& pieces) {
  std::ranges::sort(pieces, {}, [](const VisiblePiece& piece) { return std::pair(piece.source.begin, piece.node); });
  std::uint32_t end = 0;
  std::erase_if(pieces, [&](const VisiblePiece& piece) {
    const bool again = piece.source.begin < end;
    if (!again) end = piece.source.end;
    return again;
  });
}

}  // namespace

std::vector<VisiblePiece> visible_pieces(const Document& document) {
  std::vector<VisiblePiece> pieces;
  bool in_order = true;
  std::uint32_t end = 0;
  for (NodeId id = 0; id < document.size();) {
    const Node& node = document.node(id);
    if (node.type == NodeType::kElement && is_left_out(document, id)) {
      id = node.end;
      continue;
    }
    if (node.type == NodeType::kText) {
      document.for_each_text_piece(id, [&](const Document::TextPiece& piece) {
        if (text::is_blank({document.page().data() + piece.source.begin, piece.source.size()})) return;
        in_order = in_order && piece.source.begin >= end;
        end = piece.source.end;
        pieces.push_back({piece.source, piece.flags, id});
      });
    }
    ++id;
  }
  if (!in_order) put_in_order(pieces);
  return pieces;
}

}  // namespace thresh::html
