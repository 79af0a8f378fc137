// One row a record, a column for each field that was asked for. A field that stands for several values (of each answer)
// has them as a list, one for each item on the way, so that the cells of two such columns belong together one by one.
//
// Tested by tests/emit/csv_test.cpp.
#include <utility>

#include "emit/csv_sheet.h"

namespace thresh::emit {
namespace {

class ColumnSheet : public Sheet {
 public:
  ColumnSheet(Formulas formulas, std::vector<record::FieldPath> fields)
      : formulas_(formulas), fields_(std::move(fields)) {}

  std::vector<Column> columns() const override {
    std::vector<Column> columns;
    for (const record::FieldPath& field : fields_) columns.push_back({field.text()});
    return columns;
  }

  void append_header(std::string& out) const override {
    for (const record::FieldPath& field : fields_) {
      if (&field != &fields_.front()) out += ',';
      append_cell(out, field.text(), formulas_);
    }
    out += '\n';
  }

  void append_rows(std::string& out, const record::Map& record) const override {
    for (const record::FieldPath& field : fields_) {
      if (&field != &fields_.front()) out += ',';
      const auto values = field.values(record, true);
      if (values.size() == 1) {
        append_cell(out, *values.front(), formulas_);
      } else {
        record::List list;
        for (const record::Value* value : values) list.push_back(*value);
        append_cell(out, list, formulas_);
      }
    }
    out += '\n';
  }

 private:
  Formulas formulas_;
  std::vector<record::FieldPath> fields_;
};

}  // namespace

std::unique_ptr<Sheet> column_sheet(Formulas formulas, std::vector<record::FieldPath> fields) {
  return std::make_unique<ColumnSheet>(formulas, std::move(fields));
}

}  // namespace thresh::emit
