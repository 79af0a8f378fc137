// See run_characters.h.
#include "convert/run_characters.h"

#include "html/visible_text.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// The bytes of a run: its own, or those of its text node and of the ones behind it that only comments part from it.
std::vector<html::VisiblePiece> pieces_of(const Page& page, const text::Run& run) {
  if (run.node == text::Run::kNoNode) return {{run.source, 0, html::kNoNode}};
  std::vector<html::VisiblePiece> pieces;
  const html::Document& document = *page.document();
  for (html::NodeId node = run.node; node != html::kNoNode; node = document.next_sibling(node)) {
    if (node != run.node && document.source(node).begin >= run.source.end) break;
    if (!document.is_text(node)) continue;
    for (const html::Document::TextPiece& piece : document.text_pieces(node)) {
      if (piece.source.size() > 0) pieces.push_back({piece.source, piece.flags, node});
    }
  }
  return pieces;
}

}  // namespace

RunCharacters characters_of(const Page& page, const text::Run& run) {
  RunCharacters all;
  all.text = uncut(run);
  std::vector<char32_t> letters;
  for (std::size_t at = 0; at < all.text.size();) {
    const text::CodePoint point = text::code_point_at(all.text, at);
    if (html::is_character(point.value)) {
      all.starts.push_back(static_cast<std::uint32_t>(at));
      letters.push_back(point.value);
    }
    at += point.length;
  }
  for (const html::VisiblePiece& piece : pieces_of(page, run)) {
    all.pieces.push_back(piece.source);
    all.raw = page.document() != nullptr && (piece.flags & html::kReferences) == 0;
    html::for_each_code_point(page.decoded().text, piece, [&](base::Span bytes, char32_t c) {
      if (!html::is_character(c)) return;
      const std::size_t index = all.places.size();
      all.mended |= index >= letters.size() || letters[index] != c;
      all.places.push_back(bytes);
    });
  }
  all.mended |= all.places.size() != letters.size();
  return all;
}

}  // namespace thresh::convert
