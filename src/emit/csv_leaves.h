// The values of a `custom` record as cells: objects are flattened to "author.name", lists are values.
//
// Tested by tests/emit/csv_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/value.h"

namespace thresh::emit {

// The columns of a sheet of `custom` records that stand before those of its fields, and the one behind them.
inline constexpr std::string_view kCustomHead[] = {"id", "kind", "source", "url"};
inline constexpr std::string_view kMore = "more";

struct Leaf {
  std::string column;  // one that is named as one of the other columns is "fields.NAME"
  const record::Value* value;
};

// In their order; views of `fields`.
std::vector<Leaf> flattened(const record::Map& fields);

// What no column took, as one object; null where that says nothing.
record::Value more_of(const std::vector<Leaf>& leaves);

}  // namespace thresh::emit
