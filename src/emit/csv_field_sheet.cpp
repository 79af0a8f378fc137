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

#include "emit/csv_sheet.h"
#include "emit/reading.h"
#include "record/shape.h"

namespace thresh::emit {
namespace {

using record::Map;
using record::Value;

constexpr std::string_view kHead[] = {"id", "kind", "source", "url"};
constexpr std::string_view kMore = "more";

struct Leaf {
  std::string column;
  const Value* value;
};

std::string column_name(const std::string& prefix, const std::string& key) {
  if (!prefix.empty()) return prefix + '.' + key;
  const bool taken = key == kMore || std::ranges::find(kHead, key) != std::end(kHead);
  return taken ? "fields." + key : key;
}

// The values of a map and of the maps in it, in order; lists are values.
std::vector<Leaf> flattened(const Map& fields) {
  struct Open {
    const Map* map;
    std::string prefix;
    std::size_t next = 0;
  };
  std::vector<Leaf> leaves;
  std::vector<Open> open;
  open.push_back({&fields, {}});
  while (!open.empty()) {
    Open& here = open.back();
    if (here.next == here.map->size()) {
      open.pop_back();
      continue;
    }
    const auto& [key, value] = here.map->entries()[here.next++];
    std::string column = column_name(here.prefix, key);
    if (value.as_map() != nullptr)
      open.push_back({value.as_map(), std::move(column)});
    else
      leaves.push_back({std::move(column), &value});
  }
  return leaves;
}

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
    for (const std::string_view name : kHead) columns.push_back({std::string(name)});
    for (const std::string& column : columns_) columns.push_back({column});
    columns.push_back({std::string(kMore)});
    return columns;
  }

  void append_header(std::string& out) const override {
    for (const std::string_view name : kHead) out.append(name) += ',';
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
    append_cell(out, rest(leaves), formulas_);
    out += '\n';
  }

 private:
  // The values that no column took; null values say nothing.
  static Value rest(const std::vector<Leaf>& leaves) {
    Map more;
    for (const Leaf& leaf : leaves) {
      if (!leaf.value->is_null()) more.set(leaf.column, *leaf.value);
    }
    return more.empty() ? Value() : Value(std::move(more));
  }

  Formulas formulas_;
  std::vector<std::string> columns_;
};

}  // namespace

std::unique_ptr<Sheet> field_sheet(Formulas formulas, const Map& first) {
  return std::make_unique<FieldSheet>(formulas, first);
}

}  // namespace thresh::emit
