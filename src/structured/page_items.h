// Which items a page is about, and not the twenty teasers of a listing.
//
// Asked are the items at the top and those that a page or a blog holds as its main entity or its post. One whose url,
// @id or mainEntityOfPage is the page's own address is meant. Where none says so, one that is alone with its role is;
// of several different ones that which the page's title names, else the article before the recipe and the course that
// stand in it (data/schema_types.tsv), a film only where it is alone; else none. An article, a question or a review
// that gives another page's address and whose headline the titles of this one do not have is a teaser of that page, and
// so is an article of whose headline no word is there, as far as this page has a heading. Persons and organizations
// stand on many pages as authors and publishers, so they have to say so, or a person or a business is alone at the top
// and the page's heading is its name; the questions of a FAQPage are none of the page's.
//
// Tested by tests/structured/page_items_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "structured/markup.h"

namespace thresh::structured {

struct PageItem {
  ItemId id;
  Role role;
  bool named;  // it gives the page's address as its own, is the main entity of one that does or of the page,
               // or is what the heading names
};

// The items that the page is about, those that name it first, else in page order. Each role is judged alone.
std::vector<PageItem> page_items(const Markup& markup);

}  // namespace thresh::structured
