// The inside of a person's name: honorifics before it, its words, a suffix, and which of the words are given name,
// middle names and family name. The words that matter stand in data/honorifics.tsv and data/name_words.tsv.
//
// The order is given, middle, family. A particle belongs to the family name ("de la Cruz", "van der Berg"), and so does
// what a connector joins ("Ortega y Gasset"). name_order.h knows the names whose order is another. Tested through
// person.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/words.h"

namespace thresh::normalize {

struct NameParts {
  std::string given, middle, family;
};

struct Honorific {
  std::string text;     // "Prof. Dr. med."
  bool proves = false;  // a name behind it is a person for sure
};

// Takes honorifics off the front of `words`, as long as a word is left. `language`: of the page, a BCP 47 tag; some are
// initials elsewhere ("M. Martin").
Honorific take_honorifics(Words& words, std::string_view language);

// The usual form of a suffix ("Jr.", "III"); empty if `word` is none.
std::string_view suffix_of(std::string_view word);

// Whether a suffix is a family name as well: "Neto", "Sobrinho".
bool may_be_family(std::string_view suffix);

// The length of an introduction that a colon or a stroke divides from the name in one word: "By:Jane", "文/王小明"; 0
// if there is none.
std::size_t glued_byline(std::string_view word);

// How many of the first words introduce a by-line: "Written by"; 0 if none do.
std::size_t byline_words(const Words& words);

// How many of the last words say what the person does there: "answered:", "wrote"; 0 if none do.
std::size_t saying_words(const Words& words);

// Whether a note behind a name says nothing that makes it another thing than a person's: "retired", "she/her".
bool is_known_note(std::string_view note);

// Whether a word inside a name is another name of the person in quotes or brackets: "Robert "Bob" Smith".
bool is_nickname(std::string_view word);

// Whether a word may follow a name in a by-line, before where or what the person writes for: "for The Times".
bool is_outlet_word(std::string_view word);

// Whether a word may follow a name before where the person is from ("from Houston"), or before a day ("on May 5").
bool is_origin_word(std::string_view word);
bool is_day_word(std::string_view word);

// Whether `text` is whom a journalist writes for, which is no person: "Reuters".
bool is_agency(std::string_view text);

// The words with each nickname of several words as one: "The Rock" in its quotes.
Words with_nicknames_joined(const Words& words);

// Whether word `i` only joins two particles: "von und zu".
bool joins_particles(const Words& words, std::size_t i);

// Whether a connector joins two persons, not two family names: "Pedro y Juan", "Ana Ruiz y Pedro Gómez".
bool joins_persons(const Words& words);

// Whether a word can stand in a name at all, apart from its case.
bool is_name_word(std::string_view word, bool last);

// Whether a word may be in lower case: "de", "van", "al-Rashid", "d'Arc".
bool may_be_lower(std::string_view word);

// Whether `text` has Chinese, Japanese or Korean letters, which are written without spaces.
bool is_cjk_name(std::string_view text);

NameParts parts_of_name(const Words& words, std::string_view language);

}  // namespace thresh::normalize
