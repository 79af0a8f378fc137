// The main content of a page as the text of one field, and what around it is surely chaff.
//
// Tested by tests/automatic/body_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "automatic/analysis.h"
#include "automatic/reading.h"
#include "html/render.h"
#include "text/passage.h"

namespace thresh::automatic {

// What becomes of a block.
enum class Fate : std::uint8_t {
  kKept,
  kElsewhere,  // another field has it
  kLeft,       // no content, but not surely chaff: nobody claims it
  kChaff,
};

struct Body {
  text::Passage passage;
  std::vector<Chaff> chaff;
};

// `fates`: of each block. `as`: how the kept blocks are written.
Body body_of(const Analysis& analysis, const extract::PageView& page, std::span<const Fate> fates, html::RenderAs as);

}  // namespace thresh::automatic
