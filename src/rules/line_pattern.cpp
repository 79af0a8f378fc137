// See line_pattern.h.
#include "rules/line_pattern.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::rules {
namespace {

// Fitting a line to a pattern tries the places where each hole may end, so their number is kept small.
constexpr std::size_t kMostHoles = 16;

// Reads what stands between the braces: "author.location:place?".
WrittenPiece hole(std::string_view inside, std::size_t offset) {
  WrittenPiece piece{.literal = {}, .path = {}, .type = {}, .optional = inside.ends_with('?'), .offset = offset};
  if (piece.optional) inside.remove_suffix(1);
  const std::size_t colon = inside.find(':');
  piece.path = inside.substr(0, colon);
  if (colon != std::string_view::npos) piece.type = inside.substr(colon + 1);
  return piece;
}

std::unexpected<base::SyntaxError> wrong(std::string message, std::size_t offset, std::size_t width, std::string hint) {
  return std::unexpected(base::SyntaxError{std::move(message), offset, std::move(hint), width});
}

}  // namespace

std::expected<std::vector<WrittenPiece>, base::SyntaxError> parse_line_pattern(std::string_view pattern) {
  std::vector<WrittenPiece> pieces;
  std::string literal;
  std::size_t holes = 0;
  const auto flush = [&] {
    if (!literal.empty()) pieces.push_back({.literal = std::move(literal), .path = {}, .type = {}});
    literal.clear();
  };
  for (std::size_t at = 0; at < pattern.size();) {
    // Fixed text, and "{{", which stands for one brace.
    if (pattern[at] != '{' || pattern.substr(at).starts_with("{{")) {
      literal += pattern[at];
      at += pattern[at] == '{' ? 2 : 1;
      continue;
    }
    const std::size_t close = pattern.find('}', at);
    if (close == std::string_view::npos) return wrong("this `{` is never closed", at, 1, "a plain `{` is written `{{`");
    const std::string_view inside = pattern.substr(at + 1, close - at - 1);
    if (text::trim(inside).empty() || inside.find_first_of(" \t{") != std::string_view::npos) {
      return wrong("a hole holds a field, as in {votes:count}", at, text::length(inside) + 2,
                   "a plain `{` is written `{{`");
    }
    flush();
    if (!pieces.empty() && !pieces.back().path.empty()) {
      return wrong("two holes touch: nothing says where one ends", at, 1, "put a space or other text between them");
    }
    if (++holes > kMostHoles) return wrong("more than " + std::to_string(kMostHoles) + " holes in one line", at, 1, {});
    WrittenPiece piece = hole(inside, at + 1);
    if (std::ranges::find(pieces, piece.path, &WrittenPiece::path) != pieces.end()) {
      return wrong("`" + piece.path + "` stands twice in this pattern", piece.offset, text::length(piece.path),
                   "a field is filled once; leave the second hole out, or give it another field");
    }
    pieces.push_back(std::move(piece));
    at = close + 1;
  }
  flush();
  return pieces;
}

}  // namespace thresh::rules
