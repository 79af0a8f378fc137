// From the offsets of decoded text back to the bytes it was decoded from.
//
// A page that was not transcoded costs nothing. Any other keeps its checkpoints (utf8_writer.h), a thirtieth of its
// size, and a lookup decodes the few hundred bytes between two of them once more, so that no encoding needs a map of
// its own and no page, however hostile, makes a large one.
//
//   std::string_view bytes = …;
//   Decoded page = decode(bytes, …);
//   base::Span place = page.map.original({12, 20});   // bytes 12 to 20 of page.text
//   bytes.substr(place.begin, place.size());          // decodes to page.text.substr(12, 8)
//
// That holds for spans that begin and end at characters. Characters and runs that make one piece are never cut: a span
// inside one is widened to it. Those are a pair of bytes that makes two code points (Big5), a run of ISO-2022-JP with
// its escape sequences, and the bytes of an error that would be another error without those behind them (GB 18030).
//
// Tested by tests/text/offset_map_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/charset_decoder.h"
#include "text/utf8_writer.h"

namespace thresh::text {

class OffsetMap {
 public:
  // Of text that is its original from the byte `shift` on.
  explicit OffsetMap(std::uint32_t shift = 0) : shift_(shift) {}

  // Of text that `decoder` made of `bytes`, which stand `shift` bytes behind the start of the original and must outlive
  // the map. `checkpoints`: what Utf8Writer::finish gave.
  OffsetMap(std::vector<Checkpoint> checkpoints, Decoder decoder, bool drop_nul, std::string_view bytes,
            std::uint32_t shift);

  // The bytes of the original that the text at `span` was decoded from; a byte order mark counts. O(log n).
  base::Span original(base::Span span) const;

  // What the map takes beyond its own size.
  std::size_t memory() const { return checkpoints_.capacity() * sizeof(Checkpoint); }

 private:
  using Place = std::vector<Checkpoint>::const_iterator;

  std::vector<Checkpoint> between(Place from, Place to) const;
  std::uint32_t begin_of(std::uint32_t text) const;
  std::uint32_t end_of(std::uint32_t text) const;

  std::vector<Checkpoint> checkpoints_;  // empty: the text is its original, shifted
  Decoder decoder_;
  bool drop_nul_ = false;
  std::string_view bytes_;
  std::uint32_t shift_ = 0;
};

}  // namespace thresh::text
