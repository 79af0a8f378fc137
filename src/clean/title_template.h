// Titles whose own part was never printed, so that only the name of the site stands behind it: "{{ title }} | Clinic",
// "undefined | Clinic", "Loading… - Clinic".
//
// Of three parts or more the others are the title's. A bare word that programs print for nothing counts before a bar
// only: "undefined - Wiktionary" is about the word.
//
// Private to the room. Tested by tests/clean/passage_cleaner_test.cpp.
#pragma once

#include <string_view>

namespace thresh::clean {

bool is_title_template(std::string_view title);

}  // namespace thresh::clean
