// The post that opens a thread, where it stands apart from the others and looks different: a question above its
// answers, the text above a tree of comments.
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

inline constexpr std::size_t kLongestTitle = 1200;  // bytes: a heading may be all of a question

// What stands above `above.end`, behind the title if that is there; a short by-line before the title, in what is around
// it alone, belongs to it as well.
Item stretch_under(const Survey& survey, html::NodeId title, Stretch above);

// What stands between the page's title and the first of the items, as an item of its own; nothing where that is no
// post.
std::optional<Item> find_opening(const Survey& survey, html::NodeId title, const Item& first);

// What names the thread.
struct Title {
  html::NodeId node = html::kNoNode;  // a heading, or the <title>
  std::string words = {};             // of the <title>: those before the site's name; else empty: all of the heading
  bool is_heading = false;
};

// The heading that says what the page's <title> has before the sign that sets the site's name apart, else the longest
// one that the <title> holds; where there is none, or where that is the site's name, the words
// of the <title> before the first sign that sets the site's name apart; the nearest h1 above the first item where the
// page has no <title>.
Title find_title(const Survey& survey, const Item& first);

}  // namespace thresh::automatic
