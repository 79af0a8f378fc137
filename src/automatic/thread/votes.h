// What readers think of each post: the count of votes, likes, or people who found it helpful.
//
// A line says a count of votes where all that stands beside its number is what votes are called ("Like (12)", "Score:
// 12", "12 pts", "👍 12"), where it speaks of people and of what pleased them, in any order ("12 people found this
// helpful", "12 人赞同了该回答"), or where it is nothing but a number in an element that is called so. What is told to
// who sees no picture counts as well (aria-label, title), and attributes that are called votes.
//
// The posts vote on what is what, as in parts.h. What each author's posts all share is the author's score, not theirs.
//
// Tested by tests/automatic/thread/votes_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"
#include "automatic/thread/vote_line.h"

namespace thresh::automatic {

void find_votes(const Survey& survey, const Keys& keys, std::vector<Post>& posts);

}  // namespace thresh::automatic
