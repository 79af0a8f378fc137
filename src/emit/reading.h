// A record as someone reads it: its words in page order, and the few facts that every kind has in some form.
//
// `text` and `flat` write the same words; `csv` uses them where a record does not fit its columns.
//
// Tested by tests/emit/reading_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "record/value.h"

namespace thresh::emit {

// The record's kept text: the title, then each post as headline and body, in page order, with a blank line between
// any two. By-lines, dates and numbers are left out. A record of kind `custom` gives all texts of its fields in order.
// No line break at the end; empty if the record has no text.
std::string reading_text(const record::Map& record);

// What a line of `flat` holds.
record::Map flat_record(const record::Map& record);

// Facts of the page, which of a question page are the question's. Null where there is none.
const record::Value& reading_title(const record::Map& record);
const record::Value& reading_author(const record::Map& record);  // a name
const record::Value& reading_date(const record::Map& record);
const record::Value& reading_url(const record::Map& record);  // the canonical one, else where it was fetched from

// The name of a person, else the words in which the page writes it; null if `person` is null or nameless.
const record::Value& person_name(const record::Value& person);

// The value at a JSON pointer ("/author/name"), null where there is none: for chains of which any link may be null.
const record::Value& value_at(const record::Map& map, std::string_view pointer);
const record::Value& value_at(const record::Value& value, std::string_view pointer);

}  // namespace thresh::emit
