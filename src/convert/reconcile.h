// Whether two sources of a page say the same of a field: its text, a <meta>, embedded JSON.
//
// The order of a field's alternatives decides which one is taken; what the others say makes that surer, or is a
// conflict. They agree where one may be a short or rounded form of the other: a title and the same with the site's
// name, "1.2k" and 1234, a day and the instant.
//
// Tested by tests/convert/reconcile_test.cpp.
#pragma once

#include "extract/types.h"
#include "record/shape.h"

namespace thresh::convert {

// Of two values that were read as `type`.
bool agree(record::Type type, const extract::Made& a, const extract::Made& b);

// A value as a conflict shows it: of an object the words that it was read from.
record::Value shown_in_conflict(const record::Value& value);

// How sure a value is, from 0 to 1: a doubt of a tenth, of three tenths where nothing proves it to be of its type
// (normalize::Fit). Each source that agrees halves it, each that does not doubles it, up to nine tenths.
double confidence(normalize::Fit fit, std::size_t agreeing, std::size_t differing);

}  // namespace thresh::convert
