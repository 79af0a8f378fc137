// A value as a CSV cell (RFC 4180): quoted where it must be, and safe to open in a spreadsheet.
//
// Lists of plain values are joined by "; ", other lists and objects are JSON. Null, an empty list and one of nothing
// but nulls are an empty cell, "" is a quoted empty one.
//
// A spreadsheet runs a cell that starts with = + - @, a tab or CR as a formula, so such a text gets an apostrophe in
// front (OWASP, "CSV Injection"). A number from a numeric field, such as -3, is a number and is left as it is.
//
// Tested by tests/emit/csv_test.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "record/value.h"

namespace thresh::emit {

enum class Formulas : std::uint8_t { kGuarded, kRaw };

// Appends the cell, without a comma.
void append_cell(std::string& out, const record::Value& value, Formulas formulas);

}  // namespace thresh::emit
