// See alignment.h.
#include "convert/alignment.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/ascii.h"
#include "html/character_references.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using html::VisiblePiece;

// The bytes of a run: its own, or those of its text node and of the ones behind it that only comments part from it.
std::vector<VisiblePiece> bytes_of(const Page& page, const text::Run& run) {
  if (run.node == text::Run::kNoNode) return {{run.source, 0, html::kNoNode}};
  std::vector<VisiblePiece> pieces;
  const html::Document& document = *page.document();
  for (html::NodeId node = run.node; node != html::kNoNode; node = document.next_sibling(node)) {
    if (node != run.node && document.source(node).begin >= run.source.end) break;
    if (!document.is_text(node)) continue;
    document.for_each_text_piece(node, [&](const html::Document::TextPiece& piece) {
      if (piece.source.size() > 0) pieces.push_back({piece.source, piece.flags, node});
    });
  }
  return pieces;
}

// Where the white space that starts at `at` ends.
std::size_t behind_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (!text::is_space(point.value)) break;
    at += point.length;
  }
  return at;
}

constexpr std::size_t kWord = 8;  // bytes that are looked at together

// Whether eight bytes are those of another text, hold no control and no `stop`, and no two spaces in a row nor one at
// the end. By arithmetic on all of them at once: a byte borrows from the next one only where the answer is no.
bool are_plainly_the_same(const char* a, const char* b, char stop) {
  std::uint64_t word = 0, other = 0;
  std::memcpy(&word, a, kWord);
  std::memcpy(&other, b, kWord);
  if (word != other || a[kWord - 1] == ' ') return false;
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  const auto zeros_of = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes & kHighs; };
  const std::uint64_t controls = (word - kOnes * ' ') & ~word & kHighs;
  const std::uint64_t spaces = zeros_of(word ^ (kOnes * ' '));
  const std::uint64_t stops = zeros_of(word ^ (kOnes * static_cast<std::uint8_t>(stop)));
  return (controls | stops | (spaces & (spaces << 8))) == 0;
}

// How many bytes two texts that start with the same one have in common, up to white space that is no single space
// between two characters, and up to `stop` where it is not zero. Ends where a code point does.
std::size_t common_bytes(std::string_view a, std::string_view b, char stop) {
  const std::size_t most = std::min(a.size(), b.size());
  const auto is_loose = [&](std::size_t at) {
    return a[at] != ' ' || at + 1 == most || base::is_ascii_space(a[at + 1]) || a[at + 1] != b[at + 1];
  };
  std::size_t size = 0;
  for (; size < most && a[size] == b[size]; ++size) {
    while (size + kWord <= most && are_plainly_the_same(a.data() + size, b.data() + size, stop)) size += kWord;
    if (size == most || a[size] != b[size]) break;
    const char c = a[size];
    if (c <= ' ' && c >= 0 && (c == 0 || (base::is_ascii_space(c) && is_loose(size)))) break;
    if (c == stop && stop != 0) break;
  }
  const auto is_inside = [size](std::string_view text) {
    return size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80;
  };
  while (size > 0 && (is_inside(a) || is_inside(b))) --size;
  return size;
}

class Aligner {
 public:
  Aligner(std::string_view page, Alignment& out) : page_(page), out_(out) {}

  // Goes through a piece of the page; whether its characters are the text's next ones.
  bool add(const VisiblePiece& piece) {
    const std::string_view bytes = page_.substr(piece.source.begin, piece.source.size());
    const bool references = (piece.flags & html::kReferences) != 0 && (piece.flags & html::kEncoded) != 0;
    for (std::size_t from = behind_space(bytes, 0); from < bytes.size(); from = behind_space(bytes, from)) {
      at_ = behind_space(out_.text, at_);
      const std::string_view rest = bytes.substr(from);
      const bool special = rest[0] == '\0' || (references && rest[0] == '&');
      const std::size_t size = special ? 0 : common_bytes(out_.text.substr(at_), rest, references ? '&' : '\0');
      const std::size_t taken = size > 0 ? take_same(piece, from, size) : take_special(piece, from);
      if (taken == 0) return false;
      from += taken;
    }
    return true;
  }

  bool is_at_end() const { return behind_space(out_.text, at_) == out_.text.size(); }

 private:
  base::Span span(const VisiblePiece& piece, std::size_t from, std::size_t size) const {
    const auto begin = static_cast<std::uint32_t>(piece.source.begin + from);
    return {begin, begin + static_cast<std::uint32_t>(size)};
  }

  std::size_t take_same(const VisiblePiece& piece, std::size_t from, std::size_t size) {
    out_.stretches.push_back(
        {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(size), span(piece, from, size)});
    at_ += size;
    return size;
  }

  // A reference, an ampersand that is none, or a U+0000: the bytes that were taken; 0 where the text has something
  // else.
  std::size_t take_special(const VisiblePiece& piece, std::size_t from) {
    const std::string_view rest = page_.substr(piece.source.begin + from, piece.source.size() - from);
    const std::size_t begin = at_;
    std::size_t taken = 0;
    bool fits = true;
    const VisiblePiece here = {span(piece, from, length_at(rest, piece.flags)), piece.flags, piece.node};
    html::for_each_code_point(page_, here, [&](base::Span, char32_t c) {
      if (!html::is_character(c)) return;
      const text::CodePoint next = at_ < out_.text.size() ? text::code_point_at(out_.text, at_) : text::CodePoint{0, 0};
      fits = fits && next.length > 0 && next.value == c;
      at_ += next.length;
    });
    if (!fits) return 0;
    taken = here.source.size();
    if (at_ == begin) return taken;  // white space by reference, a U+0000 that is dropped
    const bool same = page_.substr(here.source.begin, taken) == out_.text.substr(begin, at_ - begin);
    out_.stretches.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_ - begin), here.source, same});
    return taken;
  }

  static std::size_t length_at(std::string_view rest, std::uint8_t flags) {
    if (rest[0] != '&' || (flags & html::kReferences) == 0) return text::code_point_at(rest, 0).length;
    const auto reference = html::read_character_reference(rest, (flags & html::kInAttribute) != 0);
    return reference.length > 0 ? reference.length : 1;
  }

  std::string_view page_;
  Alignment& out_;
  std::size_t at_ = 0;  // in the text
};

}  // namespace

Alignment align(const Page& page, const text::Run& run) {
  Alignment all;
  all.text = uncut(run);
  all.bytes = bytes_of(page, run);
  Aligner aligner(page.decoded().text, all);
  for (const VisiblePiece& piece : all.bytes) {
    all.raw = page.document() != nullptr && (piece.flags & html::kReferences) == 0;
    if (!all.mended) all.mended = !aligner.add(piece);
  }
  all.mended = all.mended || !aligner.is_at_end();
  if (all.mended) all.stretches.clear();
  return all;
}

Stretch part_of(const Stretch& stretch, std::string_view text, std::size_t begin, std::size_t end) {
  auto from = std::max(stretch.at, static_cast<std::uint32_t>(begin));
  auto to = static_cast<std::uint32_t>(std::min<std::size_t>(stretch.end(), end));
  while (stretch.same && from < to && text[from] == ' ') ++from;
  while (stretch.same && from < to && text[to - 1] == ' ') --to;
  Stretch part = stretch;
  part.at = from;
  part.size = from < to ? to - from : 0;
  if (stretch.same) {
    const std::uint32_t start = stretch.source.begin + (from - stretch.at);
    part.source = {start, start + part.size};
  }
  return part;
}

}  // namespace thresh::convert
