// One row a record of kind `custom`: id, kind, source, url, then the fields of the first record, objects flattened to
// "author.name", then `more`.
//
// A later record may have fields that the header lacks (it was written by another selector file, or an object was null
// in the first record). They stand in `more` as one JSON object, so that nothing is lost without a word. A field named
// as one of the other columns is headed "fields.NAME".
//
// Tested by tests/emit/csv_test.cpp.
#include <algorithm>
#include <string_view>
#include <vector>

#include "emit/csv_leaves.h"
#include "emit/csv_sheet.h"
#include "emit/reading.h"
#include "record/shape.h"

namespace thresh::emit {
namespace {

using record::Map;
using record::Value;

// The fields of a `custom` record; of another kind its own fields, without head and bookkeeping.
Map fields_of(const Map& record) {
  if (const Map* fields = value_at(record, "/fields").as_map()) return *fields;
  Map fields;
  const std::string* kind_name = value_at(record, "/kind").as_text();
  const record::Kind* kind = kind_name == nullptr ? nullptr : record::find_kind(*kind_name);
  if (kind == nullptr) return fields;
  for (const record::Field& field : kind->shape->fields) {
    if (const Value* value = record.find(field.name)) fields.add(field.name, *value);
  }
  return fields;
}

class FieldSheet : public Sheet {
 public:
  FieldSheet(Formulas formulas, const Map& first) : formulas_(formulas) {
    const Map fields = fields_of(first);
    for (Leaf& leaf : flattened(fields)) {
      if (std::ranges::find(columns_, leaf.column) == columns_.end()) columns_.push_back(std::move(leaf.column));
    }
  }

  std::vector<Column> columns() const override {
    std::vector<Column> columns;
    for (const std::string_view name : kCustomHead) columns.push_back({std::string(name)});
    for (const std::string& column : columns_) columns.push_back({column});
    columns.push_back({std::string(kMore)});
    return columns;
  }

  void append_header(std::string& out) const override {
    for (const std::string_view name : kCustomHead) out.append(name) += ',';
    for (const std::string& column : columns_) {
      append_cell(out, column, formulas_);
      out += ',';
    }
    out.append(kMore) += '\n';
  }

  void append_rows(std::string& out, const Map& record) const override {
    for (const std::string_view pointer : {"/id", "/kind", "/source/name", "/url"}) {
      append_cell(out, value_at(record, pointer), formulas_);
      out += ',';
    }
    const Map fields = fields_of(record);
    std::vector<Leaf> leaves = flattened(fields);
    for (const std::string& column : columns_) {
      const auto leaf = std::ranges::find(leaves, column, &Leaf::column);
      if (leaf != leaves.end()) {
        append_cell(out, *leaf->value, formulas_);
        leaves.erase(leaf);
      }
      out += ',';
    }
    append_cell(out, more_of(leaves), formulas_);
    out += '\n';
  }

 private:
  Formulas formulas_;
  std::vector<std::string> columns_;
};

}  // namespace

std::unique_ptr<Sheet> field_sheet(Formulas formulas, const Map& first) {
  return std::make_unique<FieldSheet>(formulas, first);
}

}  // namespace thresh::emit
