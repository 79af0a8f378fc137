// The item that a page is about, as a draft of the record kind that fits it: what a selector file would have found.
//
// | what it is about                          | kind      |
// | QAPage, Question                          | `qa`      |
// | DiscussionForumPosting with its comments  | `thread`  |
// | Article and its kin, h-entry              | `article` |
// | Review, h-review                          | `review`  |
// | Person, Physician, LocalBusiness …, h-card| `profile` |
// | Product and its kin, FAQPage              | `page`    |
//
// data/schema_types.tsv has the types, page_items.h says which item is meant. A comment below a comment is a reply to
// it. A product has no kind of its own: its name and description are a page's; what its buyers wrote is on the page for
// who reads that. The draft has a node for every field that markup could have told, found or not. Texts may be cut
// there (said.h, is_truncated); who has the page as well completes them.
//
// Tested by tests/structured/mapping_test.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "record/shape.h"
#include "structured/markup.h"

namespace thresh::structured {

struct Mapped {
  const record::Kind* kind;
  extract::Draft draft;
  std::string_view type;  // of schema.org or microformats that it came from: "QAPage", "NewsArticle"
  ItemId item;            // its item in Markup::items
};

// Nothing where the page, which is HTML, says of nothing that it is about it. What is wrong with its JSON goes to
// `findings`. The draft lives as long as the page's arena and document.
std::optional<Mapped> draft_by_markup(const extract::PageView& page, std::vector<base::Finding>& findings);
std::optional<Mapped> draft_by_markup(const Markup& markup);

}  // namespace thresh::structured
