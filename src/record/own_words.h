// The words that a record is about, apart from everything that changes from one copy of it to the next.
//
// Words are titles, headlines, bodies, descriptions, captions and the names of persons and things; in a `custom`
// record, of which the fields are the selector file's own, every text that is neither an address nor a date. All other
// values (dates, counts, ratings, places, tags …) are facts. The id, the source, the page's address and the bookkeeping
// are neither.
//
// Tested by tests/record/own_words_test.cpp.
#pragma once

#include <string>

#include "record/value.h"

namespace thresh::record {

struct OwnWords {
  std::string words;  // in the order of the record, a line break after each text
  std::string title;  // what the record is called, which stands among the words too; empty if it has no name
  std::string facts;  // the other values that are there, each with its key
};

OwnWords own_words(const Map& record);

}  // namespace thresh::record
