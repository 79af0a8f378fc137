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

// What is known of a page that its values are read by.
struct Context {
  std::string_view base_url = {};     // relative URLs are resolved against it
  normalize::DateContext dates = {};  // when the page was taken, and whether it writes the day first
  std::string_view currency = {};     // of its prices, where it says (ISO 4217)
  std::string_view language = {};     // a BCP 47 tag
  normalize::DecimalSign decimal_sign = normalize::DecimalSign::kUnknown;  // of its language
};

// A typed value, and what is said beside it in the same object ("votes_approximate", "date_as_written"), by suffix.
struct Made {
  record::Value value;  // null where `open` says what is missing
  record::Map beside;   // "_approximate": true
  normalize::Fit fit = normalize::Fit::kSure;
  normalize::Date::Open open = normalize::Date::Open::kNothing;
};

// How well a text fits a type: that of what `make` makes of it.
normalize::Fit fit(record::Type type, std::string_view text);

Made made_of(const normalize::Place& place);
Made made_of(const normalize::Specialty& specialty);

// Whether a text that could hold such a value beside another holds only the other: "Oral Surgeon", asked for its place.
bool holds_only_other(record::Type type, std::string_view text);

// The value of a text (trimmed, cleaned); nothing where it is no such value.
std::optional<Made> make(record::Type type, std::string_view text, const Context& context);

// An object of a shape with all its fields null (lists empty), optional fields left out.
record::Map blank(const record::Shape& shape);

}  // namespace thresh::extract
