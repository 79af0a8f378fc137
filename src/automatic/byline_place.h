// Where a line stands on a page, as far as that tells whose by-line it may be.
//
// Tested by tests/automatic/byline_test.cpp.
#pragma once

#include <cstddef>
#include <optional>

#include "automatic/analysis.h"
#include "html/document.h"

namespace thresh::automatic {

class BylinePlace {
 public:
  BylinePlace(const Analysis& analysis, const html::Document& document) : analysis_(analysis), document_(document) {}

  // Whether it stands in a footer inside of an article, or in one beside the title (a block): that of the article.
  bool stands_in_own_footer(html::NodeId element, std::optional<std::size_t> title) const;

  // What themes put behind a text, in one sentence or more: "This entry was posted on May 3rd, 2008 and is filed under
  // Travel. You can leave a response".
  bool is_long_footer(const Block& block) const;

  // What wikis and themes call the line below a title that tells of the site: "De Wikipedia, la enciclopedia libre".
  bool tells_of_site(html::NodeId element) const;

  // Whether it stands in what the article shows of others: the words below a picture, a post of a network.
  bool is_shown_matter(html::NodeId element) const;

  // The <th> of a cell's row, or the <dt> of a <dd>; kNoNode where there is none.
  html::NodeId label_of(html::NodeId element) const;

 private:
  bool holds(html::NodeId element, std::optional<std::size_t> title) const;

  const Analysis& analysis_;
  const html::Document& document_;
};

}  // namespace thresh::automatic
