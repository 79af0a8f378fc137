// The types of selector files: how well a text fits each, and the value that a record gets of it.
//
// One table, a row a type; the normalizers do the work. To add a type: its name in record/shape.h, its normalizer,
// its row here.
//
// Tested by tests/extract/types_test.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/values.h"
#include "record/shape.h"
#include "record/value.h"

namespace thresh::extract {

// A typed value, and what is said beside it in the same object ("votes_approximate", "date_as_written"), by suffix.
struct Made {
  record::Value value;
  record::Map beside;  // "_approximate": true
  normalize::Fit fit = normalize::Fit::kSure;
};

// How well a text fits a type: that of what `make` makes of it.
normalize::Fit fit(record::Type type, std::string_view text);

Made made_of(const normalize::Place& place);
Made made_of(const normalize::Specialty& specialty);

// Whether a text that could hold such a value beside another holds only the other: "Oral Surgeon", asked for its place.
bool holds_only_other(record::Type type, std::string_view text);

// The value of a text (trimmed, cleaned); nothing where it is no such value. `base_url` resolves relative URLs.
std::optional<Made> make(record::Type type, std::string_view text, std::string_view base_url);

// An object of a shape with all its fields null (lists empty), optional fields left out.
record::Map blank(const record::Shape& shape);

}  // namespace thresh::extract
