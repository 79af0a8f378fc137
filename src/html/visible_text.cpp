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
  if (node.space != Namespace::kHtml) return node.name == Name::kScript || node.name == Name::kStyle;
  switch (node.name) {
    case Name::kHead:
    case Name::kScript:
    case Name::kStyle:
    case Name::kTemplate:
      return true;
    case Name::kNoscript:
      return never_shown(document, element);
    default:
      return false;
  }
}

// Bytes that stand in two nodes count for the first.
void take_out_copies(std::vector<VisiblePiece>& pieces) {
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
  for (NodeId id = 0; id < document.size();) {
    const Node& node = document.node(id);
    if (node.type == NodeType::kElement && is_left_out(document, id)) {
      id = node.end;
      continue;
    }
    if (node.type == NodeType::kText) {
      document.for_each_text_piece(id, [&](const Document::TextPiece& piece) {
        if (!text::is_blank(document.page().substr(piece.source.begin, piece.source.size())))
          pieces.push_back({piece.source, piece.flags, id});
      });
    }
    ++id;
  }
  const auto place = [](const VisiblePiece& piece) { return std::pair(piece.source.begin, piece.node); };
  if (!std::ranges::is_sorted(pieces, {}, place)) std::ranges::sort(pieces, {}, place);  // tables move what they hold
  take_out_copies(pieces);
  return pieces;
}

}  // namespace thresh::html
