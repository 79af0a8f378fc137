// A run's text beside the bytes of the page that it was read from.
//
// A run's text may be other than its bytes: white space collapsed, character references decoded, text nodes joined
// that comments part, damage mended. Its characters (code points that are not white space) and those of its bytes are
// the same, one for one, but where something was mended. So the two are gone through side by side: where their bytes
// are equal, a comparison is all it takes, and only at a reference or odd white space one has to look closer.
//
// Tested by tests/convert/alignment_test.cpp; the property over all pages stands in provenance_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "convert/page.h"
#include "html/visible_text.h"
#include "text/passage.h"

namespace thresh::convert {

// A part of a run's text and the bytes that it was read from. What stands between two stretches is white space, or
// markup: in the text, in the page or in both.
struct Stretch {
  std::uint32_t at = 0, size = 0;  // in the text
  base::Span source = {};          // in the decoded page
  bool same = true;                // byte for byte, white space inside being single spaces; else a character reference

  std::uint32_t end() const { return at + size; }
};

struct Alignment {
  std::string_view text;                  // of the run as it was before it was cut
  std::vector<html::VisiblePiece> bytes;  // of the page: of each text node one or more
  std::vector<Stretch> stretches;         // in order
  bool raw = false;                       // character references do not count in the bytes
  bool mended = false;                    // the two are not the same characters: there are no stretches
};

// The text of a run as it was before it was mended and cut.
inline std::string_view uncut(const text::Run& run) {
  const std::string_view stood = run.as_it_stood();
  return {stood.data() - run.cut_before, run.cut_before + stood.size() + run.cut_behind};
}

// Of a run that has its bytes in the page. Linear in the run.
Alignment align(const Page& page, const text::Run& run);

// The part of a stretch that belongs to [begin, end) of the text, without spaces at its ends; of size 0 where there is
// none. The bytes of a reference are never parted.
Stretch part_of(const Stretch& stretch, std::string_view text, std::size_t begin, std::size_t end);

// Calls `visit(Stretch)` for each part of a stretch in [begin, end) of the text, in order.
template <class Visit>
void for_each_stretch(const Alignment& all, std::size_t begin, std::size_t end, Visit visit) {
  const auto ends_before = [begin](const Stretch& stretch) { return stretch.end() <= begin; };
  for (auto at = std::ranges::partition_point(all.stretches, ends_before); at != all.stretches.end() && at->at < end;
       ++at) {
    const Stretch part = part_of(*at, all.text, begin, end);
    if (part.size > 0) visit(part);
  }
}

}  // namespace thresh::convert
