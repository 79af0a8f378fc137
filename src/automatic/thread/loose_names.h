// Names of authors that stand among other words: in an element with a rank and a count of posts, in a line with a date.
//
// Tested by tests/automatic/thread/loose_names_test.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "automatic/thread/keys.h"
#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// Whether a letter of any script stands in a text.
bool has_letter(std::string_view text);

// Whether a number stands in a text as a word among others: "Level 2", not "sunny99".
bool counts_something(std::string_view text);

// Whether a text is a button ("[Profile]"), a label ("Posted:") or an address of mail.
bool never_names(std::string_view text);

// Whether words say what somebody does, perhaps with where: "Plastic Surgeon, Miami, FL", "Dermatologe".
bool is_field(const Survey& survey, std::string_view words);

// Of an element that names an author, those of its texts that may be the name: where they are blocks, all that are no
// label, count, handle or date; where they stand in one line, the only one that is none. Empty where the element is to
// be taken as a whole.
std::vector<html::NodeId> name_parts(const Survey& survey, html::NodeId author);

// Whether a text is the number of a post: "#17", "#2 Posted".
bool is_number_of_post(std::string_view text);

// The name in what stands beside a date: without words such as "posted by" before it and "wrote on" behind it. Nothing
// where the rest looks like no name; all of it where a template left itself in the name's place ("{{ user }}").
std::optional<std::string_view> name_in(std::string_view words);

// Where hardly any post has an author yet: of the short texts above what was written, those of one kind that most posts
// have, that differ from post to post, and that may be names: of several the likeliest, of equals the first.
void find_names_above(const Survey& survey, const Keys& keys, std::vector<Post>& posts);

// For the posts without an author: what stands right before their date, in its line or in the line above, or else right
// behind it, where most posts have something there that may be a name and that is not always the same.
void find_names_beside_dates(const Survey& survey, std::vector<Post>& posts);

// For posts that no other is made like: the name of a person above or in the frame of what was written, with letters or
// an honorific, or as a link; for any other that has none yet one with letters or an honorific.
void find_names_in_heads(const Survey& survey, std::vector<Post>& posts);

// Takes off what a page adds to names: a place or a handle behind them, and an honorific that all of them have.
void strip_names(const Survey& survey, std::vector<Post>& posts);

}  // namespace thresh::automatic
