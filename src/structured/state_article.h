// What the state that a framework left in a page says of its article: the author and the days of the object that has
// the page's title.
//
// Asked only where the markup names no author or no day, since the state is JSON without a vocabulary; the names of its
// members that count are those that most sites use ("publishedAt", "byline").
//
// Tested by tests/structured/state_article_test.cpp.
#pragma once

#include <string_view>

#include "structured/markup.h"
#include "structured/metadata.h"

namespace thresh::structured {

// Adds them where `said` has none. `title`: as the page shows it.
void add_state(Markup& markup, std::string_view title, Metadata& said);

}  // namespace thresh::structured
