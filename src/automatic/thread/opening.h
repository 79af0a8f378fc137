// The post that opens a thread, where it stands apart from the others and looks different: a question above its
// answers, the text above a tree of comments.
//
// Tested by tests/automatic/thread/opening_test.cpp.
#pragma once

#include <optional>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// What stands between the page's title and the first of the items, as an item of its own; nothing where that is no
// post.
std::optional<Item> find_opening(const Survey& survey, html::NodeId title, const Item& first);

// The heading that names the thread: the last h1 before the first item, else the first on the page, else the nearest h2
// above it. kNoNode: none.
html::NodeId find_title(const Survey& survey, const Item& first);

}  // namespace thresh::automatic
