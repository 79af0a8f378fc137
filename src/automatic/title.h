// The title of a page: the heading that says what its head says, else its only heading of the first level, else what
// its head says without the site's name (site_name.h). A page that is about its own site has a slogan for a heading:
// there the head goes first.
//
// Tested by tests/automatic/title_test.cpp.
#pragma once

#include <cstddef>
#include <optional>

#include "automatic/analysis.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "structured/metadata.h"

namespace thresh::automatic {

struct PageTitle {
  std::optional<extract::Found> found;
  std::optional<std::size_t> block;  // the block that it is, where it stands in the page's text
};

// `said`: what the page's markup says.
PageTitle title_of(const extract::PageView& page, const Analysis& analysis, const structured::Metadata& said);

}  // namespace thresh::automatic
