// The text of a page that counts as visible, character by character, each with the bytes it stands in.
//
// Text nodes outside of head, script, style and template, and of a noscript that only holds a notice. What a style
// hides counts: only a browser can say what it hides. A character is a code point that is not white space.
//
// Tested by tests/html/visible_text_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/character_references.h"
#include "html/document.h"
#include "text/unicode.h"

namespace thresh::html {

// Bytes of the page that are text, all of one node.
struct VisiblePiece {
  base::Span source;
  std::uint8_t flags = 0;  // TextFlag: how they are read
  NodeId node = kNoNode;
};

// In the order of their bytes, none overlapping another (of an element that was copied, its text counts once). Those of
// white space alone are left out. Linear.
std::vector<VisiblePiece> visible_pieces(const Document& document);

// Calls `visit(base::Span source, char32_t code_point)` for each code point that the piece stands for, in order; both
// code points of a character reference that stands for two have its bytes. Goes no further than to the first that
// begins at `stop` or behind it, and returns where that begins.
template <class Visit>
std::uint32_t for_each_code_point(std::string_view page, const VisiblePiece& piece, Visit visit,
                                  std::uint32_t stop = UINT32_MAX) {
  const std::string_view raw = page.substr(piece.source.begin, piece.source.size());
  const std::size_t last = std::min(stop, piece.source.end) - piece.source.begin;
  std::size_t at = 0;
  while (at < last) {
    const auto source = [&](std::size_t length) {
      const auto begin = piece.source.begin + static_cast<std::uint32_t>(at);
      return base::Span{begin, begin + static_cast<std::uint32_t>(length)};
    };
    if (raw[at] == '&' && (piece.flags & kReferences) != 0) {
      const auto reference = read_character_reference(raw.substr(at), (piece.flags & kInAttribute) != 0);
      for (std::size_t i = 0; i < reference.size;) {
        const text::CodePoint point = text::code_point_at(reference.view(), i);
        visit(source(reference.length), point.value);
        i += point.length;
      }
      at += reference.length;
      if (reference.length > 0) continue;
    }
    const text::CodePoint point = text::code_point_at(raw, at);
    const bool nul = point.value == 0;
    if (!nul || (piece.flags & kNulDropped) == 0) visit(source(point.length), nul ? U'\uFFFD' : point.value);
    at += point.length;
  }
  return piece.source.begin + static_cast<std::uint32_t>(at);
}

// Whether a code point counts as a character.
inline bool is_character(char32_t c) { return !text::is_space(c); }

}  // namespace thresh::html
