// Makes a value of a record again from its origin and the bytes of its page: the proof that an origin says all.
//
// Transforms, in the order in which they stand in an origin. A slash and a JSON pointer behind one name a part of what
// it gives.
//
//   json         reads JSON, gives a scalar of it as text
//   plain_number writes a number of JSON without exponent and trailing zeros
//   number_date  writes a date that is one number (seconds of Unix) in ISO 8601
//   references   decodes character references
//   html         parses HTML, gives its visible text
//   clean_text, clean_line, clean_value   takes out chaff as from running text, a title, a value
//   one_line     each run of white space is one space
//   count, person, date …   reads a value of that type (docs/selectors.md); "count/approximate" is what it says
//                beside itself
//
// Tested by tests/convert/provenance_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clean/page_syntax.h"
#include "clean/passage_cleaner.h"
#include "convert/origin.h"
#include "convert/page.h"
#include "record/value.h"

namespace thresh::convert {

// What a step makes of the words, for who shows them: "json" and "Ana Lee, MD".
struct Replayed {
  std::string transform;
  record::Value value;
};

// The words of an origin and what each transform makes of them, the last being the value. Where one cannot be done
// the list ends with null.
std::vector<Replayed> replay_steps(const Origin& origin, Page& page, const clean::PageSyntax& syntax);
// The value.
record::Value replay(const Origin& origin, Page& page, const clean::PageSyntax& syntax);

// The name of the transform that cleans for a slot.
std::string_view cleaning(clean::Slot slot);

}  // namespace thresh::convert
