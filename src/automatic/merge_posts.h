// The posts of a page from two sources of it: what its markup says of them and what its shape shows.
//
// A post of one source is one of the other where most samples of its words, five in a row, stand in that one and in no
// other post. What a source says of a post and the other does not, is added; of two authors the one whose words the
// other holds among others ("Senior Member Ann_72 Posts: 12"), of two dates the one that says more.
//
// Tested by tests/automatic/merge_posts_test.cpp.
#pragma once

#include <cstddef>

#include "extract/draft.h"

namespace thresh::automatic {

struct Merged {
  std::size_t met = 0;        // how many posts both have
  bool begin_as_one = false;  // the first post of one is that of the other
};

// Adds to the posts of `draft` what `other` says of them; both are drafts of `qa` or `thread`. The posts of `draft`
// stay those that they are, in their order. `exact`: the bodies of `other` are all that was written (markup that names
// author and votes apart): where a body has the same words and around them nothing but what `other` has as author, day
// or votes, these go. Linear in the words of both.
Merged merge_posts(extract::Draft& draft, const extract::Draft& other, bool exact = false);

// Makes a draft of `qa` out of one of `thread`: the first post is the question.
void ask_first(extract::Draft& draft);

}  // namespace thresh::automatic
