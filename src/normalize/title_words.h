// The words in and around the titles of professions: what may stand before a title without changing it ("Retired"), and
// the words that say that a text is about who or what someone is, not where ("Permanent Makeup Artist", "Skin Clinic").
// The table is data/title_words.tsv. Used by specialty.cpp, place.cpp and person.cpp; tested through them.
#pragma once

#include <string_view>

#include "normalize/vocabulary.h"

namespace thresh::normalize {

struct TitleWords {
  Lexicon qualifier;             // "board certified": the title says the same without it
  Lexicon shade;                 // "cosmetic": the nearest specialty is the one without it
  Lexicon practitioner;          // "specialist": behind a field, who practises it
  Lexicon profession, business;  // "artist", "clinic"; 1: may end the name of a place too ("center")
};

const TitleWords& title_words();

// Whether `name` is called after a profession, or after a business: its last word is one, or the word before a small
// one
// ("Director of Nursing", "Spa in Dallas"). `in_region`: its region is given, so that "Valley Center" may be a place.
bool names_profession(std::string_view name);
bool names_business(std::string_view name, bool in_region);

}  // namespace thresh::normalize
