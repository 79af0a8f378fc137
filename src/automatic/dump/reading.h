// A plain-text dump of a site that no selector file knows, read by the kinds of its lines alone.
//
//   lines     what each line is (lines.h)
//   skeleton  which lines carry the posts (skeleton.h)
//   segments  the text of each post (segments.h)
//   parts     who, when, how many votes (parts.h)
//   opening   the question, or the first post, above them; the article that they are comments on
//   leftover  menus, buttons, footers
//
// docs/automatic-dumps.md tells the whole of it. Linear in the dump.
//
// Tested by tests/automatic/dump/reading_test.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/draft.h"
#include "extract/page_view.h"
#include "record/reasons.h"
#include "record/shape.h"
#include "text/passage.h"

namespace thresh::automatic {

// A line that is surely no content.
struct DumpChaff {
  text::Run run;
  record::Removal reason = record::Removal::kBoilerplate;
  double confidence = 1;
};

struct DumpReading {
  const record::Kind* kind = nullptr;
  extract::Draft draft;
  double confidence = 0;         // from 0 to 1
  std::vector<DumpChaff> chaff;  // in the dump's order
};

// Nothing where the dump is neither posts nor an article.
std::optional<DumpReading> read_dump(const extract::PageView& page);

}  // namespace thresh::automatic
