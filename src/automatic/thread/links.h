// Where a link leads, told from its address alone: to a user's page, or to a post of this page.
//
// The parts of such addresses stand in data/user_paths.tsv.
//
// Tested by tests/automatic/thread/names_test.cpp.
#pragma once

#include <string_view>

namespace thresh::automatic {

// "/u/anna", "/members/anna.17/", "memberlist.php?mode=viewprofile&u=17", "/@anna".
bool leads_to_user(std::string_view href);

// Whether an address is that of something that is done to a post: "/post/17/edit", "?do=report".
bool leads_to_action(std::string_view href);

// The last number of at least `least` digits in an address or an id: "#post-6305", "post6305"; empty if there is none.
std::string_view last_number(std::string_view text, std::size_t least = 1);

// Whether a page's address is that of a forum, a thread or a question: "/preguntas-respuestas/17", "/t/вопросы". Names
// are looked for in the whole of it and in each short part of its path (a long one is a title); words of other scripts,
// escaped or not, anywhere.
bool names_talk(std::string_view url);

// Whether it is that of a list of pages: "/category/science/", "/questions/tagged/glue/page/2", "/viewforum.php?f=12".
bool names_list(std::string_view url);

}  // namespace thresh::automatic
