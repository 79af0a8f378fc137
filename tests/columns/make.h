// Records and columns for the tests of this room.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "columns/builder.h"
#include "columns/schema.h"
#include "emit/records.h"

namespace thresh::columns {

// What a column holds where JSON would stand: the room itself writes none.
inline std::string shown(const record::Value& value) { return value.as_text() != nullptr ? *value.as_text() : "json"; }

inline std::shared_ptr<const Schema> schema_like(const record::Map& record) {
  SchemaMaker maker;
  for (const auto& [key, value] : record.entries()) maker.add_like(SchemaMaker::kRecord, key, value);
  return std::make_shared<const Schema>(std::move(maker).finish("custom"));
}

inline ColumnId find(const Schema& schema, std::string_view path) {
  for (ColumnId id = 1; id < schema.columns.size(); ++id) {
    const bool is_item = is_list(schema.columns[schema.columns[id].parent].type);
    if (!is_item && schema.path(id) == path) return id;
  }
  return 0;
}

inline bool there(const ColumnData& data, std::size_t row) { return (data.validity[row / 8] >> row % 8 & 1) == 1; }

inline std::string text_at(const ColumnData& data, std::size_t row) {
  return {data.data.begin() + data.offsets[row], data.data.begin() + data.offsets[row + 1]};
}

template <class Number>
Number number_at(const ColumnData& data, std::size_t row) {
  Number number{};
  std::memcpy(&number, data.data.data() + row * sizeof(number), sizeof(number));
  return number;
}

}  // namespace thresh::columns
