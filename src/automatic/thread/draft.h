// Posts as drafts: passages for each part, as rules would have found them.
#pragma once

#include <vector>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"
#include "extract/draft.h"

namespace thresh::automatic {

// A list of posts, called `name`, out of `posts`; `numbers[i]` is the position of the i-th of all posts in that list
// (from 1), 0 where it is not in it.
extract::Draft draft_of_posts(const Survey& survey, const std::vector<Post>& posts,
                              const std::vector<std::size_t>& numbers, const std::vector<Dropped>& dropped,
                              std::string_view name);

// One post as a group, called `name`.
extract::Draft draft_of_post(const Survey& survey, const Post& post, const std::vector<bool>& left_out,
                             std::string_view name);

// What stands around the name of a person or a house, whose `author` is that name, as fields of a profile: specialties,
// places, rating, contact.
extract::Draft draft_of_head(const Survey& survey, const Post& head);

// What stands at a place.
extract::Found found_at(const Survey& survey, const Place& place);

// By node: what bodies leave out.
std::vector<bool> left_out(const html::Document& document, const std::vector<Post>& posts,
                           const std::vector<Dropped>& dropped);

}  // namespace thresh::automatic
