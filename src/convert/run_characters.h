// The characters of a run of text, and the bytes of the page that each was read from.
//
// A run's text may be other than its bytes: white space collapsed, character references decoded, text nodes joined
// that comments part, damage mended. Its characters (code points that are not white space) and those of its bytes are
// the same, one for one, but where something was mended.
//
// Tested by tests/convert/provenance_test.cpp and ledger_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "convert/page.h"
#include "text/passage.h"

namespace thresh::convert {

struct RunCharacters {
  std::string_view text;              // of the run as it was before it was cut
  std::vector<std::uint32_t> starts;  // of its characters, in `text`
  std::vector<base::Span> places;     // of its bytes' characters, in the decoded page
  std::vector<base::Span> pieces;     // its bytes, in the decoded page: of each text node one or more
  bool raw = false;                   // character references do not count in them
  bool mended = false;                // the two are not the same characters
};

// The text of a run as it was before it was mended and cut.
inline std::string_view uncut(const text::Run& run) {
  const std::string_view stood = run.as_it_stood();
  return {stood.data() - run.cut_before, run.cut_before + stood.size() + run.cut_behind};
}

// Of a run that has its bytes in the page. Linear in the run.
RunCharacters characters_of(const Page& page, const text::Run& run);

}  // namespace thresh::convert
