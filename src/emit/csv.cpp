// CSV (RFC 4180): a header line, then rows. Lines end in '\n' and not in CR LF: readers take both, and line-based
// tools would take the CR for a part of the last cell.
//
// The first record chooses the columns: the fixed ones of posts (csv_post_sheet.cpp), or for `custom` its own fields
// (csv_field_sheet.cpp); where fields were asked for, they are the columns (csv_column_sheet.cpp). A run without
// records writes the header of posts, so that a reader finds a table.
//
// Tested by tests/emit/csv_test.cpp.
#include <memory>
#include <string>

#include "emit/csv_sheet.h"
#include "emit/makers.h"

namespace thresh::emit {
namespace {

class CsvEmitter : public Emitter {
 public:
  CsvEmitter(base::Output& output, const EmitOptions& options)
      : output_(output),
        formulas_(options.csv_raw ? Formulas::kRaw : Formulas::kGuarded),
        fields_(options.fields),
        custom_may_come_(options.custom_fields != nullptr) {}

  base::Result<void> write(const record::Map& record) override {
    rows_.clear();
    if (sheet_ == nullptr) {
      const bool custom = record.find("fields") != nullptr;
      begin(!fields_.empty() ? column_sheet(formulas_, fields_)
            : custom         ? field_sheet(formulas_, record)
                             : post_sheet(formulas_, custom_may_come_));
    }
    sheet_->append_rows(rows_, record);
    return output_.write(rows_);
  }

  base::Result<void> finish() override {
    if (sheet_ != nullptr) return {};
    rows_.clear();
    begin(fields_.empty() ? post_sheet(formulas_, custom_may_come_) : column_sheet(formulas_, fields_));
    return output_.write(rows_);
  }

  std::vector<Column> columns() const override { return sheet_ == nullptr ? std::vector<Column>() : sheet_->columns(); }

 private:
  void begin(std::unique_ptr<Sheet> sheet) {
    sheet_ = std::move(sheet);
    sheet_->append_header(rows_);
  }

  base::Output& output_;
  Formulas formulas_;
  std::vector<record::FieldPath> fields_;
  bool custom_may_come_;
  std::unique_ptr<Sheet> sheet_;
  std::string rows_;
};

}  // namespace

std::unique_ptr<Emitter> make_csv(base::Output& output, const EmitOptions& options) {
  return std::make_unique<CsvEmitter>(output, options);
}

}  // namespace thresh::emit
