// The JSON Schema (2020-12) of a record kind, made from the tables in shape.cpp, so that the two cannot disagree.
//
// schemas/KIND.json holds what this prints; `thresh schema KIND > schemas/KIND.json` refreshes a file.
//
// Tested by tests/record/schema_test.cpp, tests/emit/schema_files_test.cpp (the committed files) and
// tests/emit/schema_test.py (a real validator).
#pragma once

#include "record/shape.h"
#include "record/value.h"

namespace thresh::record {

// What records write as `schema`. Goes up when a reader of the old records could misread the new ones.
inline constexpr int kSchemaVersion = 1;

// The schema of records of this kind, with and without the bookkeeping (`--bare`). Every shape that the kind uses
// stands once, under $defs.
Map json_schema(const Kind& kind);

}  // namespace thresh::record
