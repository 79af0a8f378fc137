// Records, one after the other, to batches of columns.
//
// Tested by tests/columns/builder_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "columns/batch.h"
#include "columns/schema.h"
#include "record/value.h"

namespace thresh::columns {

class Builder {
 public:
  // A value as JSON, for columns that hold such (emit::json_text).
  using JsonText = std::string (*)(const record::Value&);

  // When a batch is large enough to be handed on. Far below where the offsets of its texts, of 32 bits, would end.
  static constexpr std::int64_t kRows = 4096;
  static constexpr std::size_t kBytes = std::size_t{16} << 20;

  Builder(std::shared_ptr<const Schema> schema, JsonText json);

  // Adds a row. A key that is missing is null. Errors, after which the builder is of no use: kUsage, for a key without
  // a column, or a value that is not of the column's type; kTooLarge, for a record of 2 GiB.
  base::Result<void> append(const record::Map& record);

  std::int64_t rows() const { return columns_.front().length; }
  std::size_t bytes() const { return bytes_; }  // about
  bool is_full() const { return rows() >= kRows || bytes_ >= kBytes; }
  // The rows so far; the builder begins anew.
  std::shared_ptr<const Batch> take();

 private:
  struct Step {
    ColumnId column;
    const record::Value* value;        // nullptr: null
    const std::string* key = nullptr;  // of a struct that is an entry
  };
  void begin();
  base::Result<void> step(const Step& step);
  base::Result<void> append_struct(ColumnId column, const record::Map& map, const std::string* key);
  base::Result<void> append_list(ColumnId column, const record::Value& value);
  base::Result<void> append_leaf(ColumnId column, const record::Value& value);
  base::Result<void> append_text(ColumnId column, std::string_view text);
  template <class Number>
  void append_number(ColumnId column, Number number);
  void append_bool(ColumnId column, bool truth);
  void append_null(ColumnId column);
  void append_validity(ColumnData& data, bool valid);
  std::unexpected<base::Error> wrong_type(ColumnId column) const;
  std::unexpected<base::Error> unknown_key(ColumnId column, const record::Map& map) const;
  std::unexpected<base::Error> too_large(ColumnId column) const;

  std::shared_ptr<const Schema> schema_;
  JsonText json_;
  std::vector<ColumnData> columns_;
  std::vector<Step> open_;
  std::size_t bytes_ = 0;
};

}  // namespace thresh::columns
