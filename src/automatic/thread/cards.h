// What a page says of people beside their names: what they do, where, and how others rate them.
//
// Professionals who answer have a card: "Dr. Ann Berg", "Orthopedic Surgery", "Austin, TX", "4.8 (126 ratings)". Its
// texts are the next few behind the name, outside of the body. A text is a specialty, or a specialty and a place, as a
// whole or up to a sign ("Orthopedic Surgery · 12 years"); a text that is only a place counts beside a specialty, since
// much else is also the name of a town. A rating is that of the person where it says how many gave it.
//
// Tested by tests/automatic/thread/cards_test.cpp.
#pragma once

#include <span>
#include <string_view>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// Looks for the cards of the posts whose author is known.
void find_cards(const Survey& survey, std::span<Post> posts);

// Whether words are a rating that says how many gave it: "4.8 (126 reviews)".
bool many_gave(std::string_view words);

// Whether a line is a person's name with what he does behind it: "Dr. Ann Berg, Orthopedic Surgery, Austin, TX".
bool is_card_line(const Survey& survey, std::string_view line);

// Whether the texts of a line, each an element's, are a person's name and what he does, with nothing but where and how
// others rate him beside these: "Dr. Ann Berg, MD", "Orthopedist", "Austin, TX".
bool are_card_parts(const Survey& survey, std::span<const std::string_view> parts);

}  // namespace thresh::automatic
