// What it tells that a field has changed or is gone: whether readers did that, the author, or nobody.
//
// Tested by tests/dataset/change_test.cpp.
#pragma once

#include <string_view>

#include "record/shape.h"

namespace thresh::dataset {

struct FieldNature {
  const record::Shape* shape = nullptr;  // of the object, or of the list's items; null for a plain value
  // Readers move it: votes, what others rate a person or a business, how many did.
  bool counter = false;
  // It does not go away by an edit: titles, bodies, names, dates, authors, counters, the list that the record is about.
  bool vital = false;
  // Words that go with a date: "3 days ago" becomes "4 days ago" by itself.
  bool words_of_date = false;
  // Where an item stands in its list, which is no news of the item.
  bool position = false;
};

// Of a field of an object with that shape. `inside` is what the object itself is.
FieldNature nature_of(const record::Shape& owner, std::string_view name, const FieldNature& inside);

// Of a field that only a selector file names.
FieldNature nature_of_custom(std::string_view name, const FieldNature& inside);

}  // namespace thresh::dataset
