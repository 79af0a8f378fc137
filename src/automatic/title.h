// The title of a page: the heading that says what its head says, else what its head says without the site's name, else
// its first heading.
//
// Tested by tests/automatic/title_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "automatic/analysis.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "structured/metadata.h"

namespace thresh::automatic {

struct PageTitle {
  std::optional<extract::Found> found;
  std::optional<std::size_t> block;  // the block that it is, where it stands in the page's text
};

// `said`: what the page's markup says, most trusted first.
PageTitle title_of(const extract::PageView& page, const Analysis& analysis, std::span<const structured::Claim> said);

}  // namespace thresh::automatic
