// A sheet is a set of columns and the way from a record to its rows. csv.cpp chooses one by the first record.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "emit/csv_cell.h"
#include "emit/emit.h"
#include "record/field_path.h"
#include "record/value.h"

namespace thresh::emit {

class Sheet {
 public:
  virtual ~Sheet() = default;
  virtual std::vector<Column> columns() const = 0;
  // Each appends whole lines.
  virtual void append_header(std::string& out) const = 0;
  virtual void append_rows(std::string& out, const record::Map& record) const = 0;
};

// For the kinds of product pages: one fixed set of columns, one row a post. `more`: one column more, for the fields of
// records of the kind `custom`, where some may come.
std::unique_ptr<Sheet> post_sheet(Formulas formulas, bool more);

// For `custom`: the columns are the fields of `first`, one row a record.
std::unique_ptr<Sheet> field_sheet(Formulas formulas, const record::Map& first);

// The columns are the fields that were asked for, one row a record.
std::unique_ptr<Sheet> column_sheet(Formulas formulas, std::vector<record::FieldPath> fields);

}  // namespace thresh::emit
