// What the markup says of an article and its page does not show: the text of a page that scripts would write, pictures,
// comments and how many there are.
//
// Markup counts where the page has nothing: a text that the page shows is the page's, and so are its comments where it
// shows as many. Only of a page that shows less than a quarter of the words that its markup has the text is taken from
// there: it is written by scripts, or what it shows is a notice.
//
// Tested by tests/automatic/article_markup_test.cpp.
#pragma once

#include <string_view>

#include "extract/draft.h"

namespace thresh::automatic {

// Whether a text of the markup is that of a page whose main content has so many words.
bool says_most(const extract::Draft& said, double shown);

// Adds to a draft of an article what `said`, a draft of one by the markup, has beside it: before its comments are
// looked for those that the markup has, in the end its text and pictures.
void add_comments(extract::Draft& article, const extract::Draft& said);
void add_article_markup(extract::Draft& article, const extract::Draft& said);

// Adds posts that a page shows to the list `name` of `owner`, which holds those that its markup has: of both the list
// with more posts counts, the page's where they have as many, with what the other says of each (merge_posts.h). How
// many there are in all is what either says, that list first.
void add_posts(extract::Draft& owner, std::string_view name, extract::Draft shown);

}  // namespace thresh::automatic
