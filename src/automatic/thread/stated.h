// How many posts the page says there are: "4 Answers", 回答 3 件, "Comments (2)", in a short line that stands outside
// of the posts. It tells whether what was found is all of it, and how sure it is that these are the posts.
//
// Tested by tests/automatic/thread/stated_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// What is counted.
enum class Counted : std::uint8_t { kAnswers, kReplies, kComments, kPosts };

struct Statement {
  Counted what = Counted::kAnswers;
  std::int64_t number = 0;
  std::string_view digits = {};  // as they stand in the text
};

// What a short text says, if it says nothing else.
std::optional<Statement> said_in(std::string_view text);

struct Stated : Statement {
  Place place;         // of the digits
  bool heads = false;  // it is a heading, or stands by itself right above the first answer
};

// The statement nearest to the second of the posts (above it, from `begin` on; else between the posts or below them);
// of several the one whose number fits the posts that were found.
std::optional<Stated> find_stated(const Survey& survey, const std::vector<Post>& posts, html::NodeId begin);

// Whether a number is that of the posts: of all, or of those behind the one that opens the page.
bool fits(const Statement& said, const std::vector<Post>& posts);

}  // namespace thresh::automatic
