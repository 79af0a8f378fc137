// See offset_map.h.
#include "text/offset_map.h"

#include <algorithm>
#include <utility>

namespace thresh::text {
namespace {

// Checkpoints stand less than that apart, but where one character, or what cannot be cut, is longer (utf8_writer.h):
// a step, and the block or run that begins just before its end.
constexpr std::uint32_t kFarthest = 4 * Utf8Writer::kStep;

}  // namespace

OffsetMap::OffsetMap(std::vector<Checkpoint> checkpoints, Decoder decoder, bool drop_nul, std::string_view bytes,
                     std::uint32_t shift)
    : checkpoints_(std::move(checkpoints)), decoder_(decoder), drop_nul_(drop_nul), bytes_(bytes), shift_(shift) {}

base::Span OffsetMap::original(base::Span span) const {
  if (checkpoints_.empty()) return {span.begin + shift_, span.end + shift_};
  const std::uint32_t begin = begin_of(span.begin);
  // Nothing has no end of its own: it stands behind what was dropped there.
  const std::uint32_t end = span.end > span.begin ? end_of(span.end) : begin;
  return {begin + shift_, end + shift_};
}

// Every boundary between two checkpoints that follow each other, both included.
std::vector<Checkpoint> OffsetMap::between(Place from, Place to) const {
  if (to->text - from->text > kFarthest) return {*from, *to};
  const std::string_view piece = bytes_.substr(from->original, to->original - from->original);
  Utf8Writer writer(std::size_t{to->text} - from->text + 4, {.step = 0, .drop_nul = drop_nul_});
  decoder_(piece, writer);
  std::vector<Checkpoint> boundaries = writer.finish(piece.size());
  for (Checkpoint& boundary : boundaries) {
    boundary.text += from->text;
    boundary.original += from->original;
  }
  return boundaries;
}

// The last boundary at or before an offset of the text.
std::uint32_t OffsetMap::begin_of(std::uint32_t text) const {
  const auto after = std::ranges::upper_bound(checkpoints_, text, {}, &Checkpoint::text);
  if (after == checkpoints_.begin()) return after->original;
  const auto before = after - 1;
  if (after == checkpoints_.end()) return before->original;
  const std::vector<Checkpoint> boundaries = between(before, after);
  return (std::ranges::upper_bound(boundaries, text, {}, &Checkpoint::text) - 1)->original;
}

// The first boundary at or behind an offset of the text.
std::uint32_t OffsetMap::end_of(std::uint32_t text) const {
  const auto after = std::ranges::lower_bound(checkpoints_, text, {}, &Checkpoint::text);
  if (after == checkpoints_.end()) return checkpoints_.back().original;
  if (after == checkpoints_.begin()) return after->original;
  const std::vector<Checkpoint> boundaries = between(after - 1, after);
  const auto place = std::ranges::lower_bound(boundaries, text, {}, &Checkpoint::text);
  return place == boundaries.end() ? after->original : place->original;
}

}  // namespace thresh::text
