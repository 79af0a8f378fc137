// Records of one kind as columns: which columns there are, nested as the record is.
//
// Arrow (https://arrow.apache.org/docs/format/Columnar.html) has a type for each: a text is utf8, a count int64, a
// number float64, an object a struct, a list a list. A date stays the text that it is in the record, since its
// precision differs from page to page ("2019", "2019-03-12T14:05"). What has no type of its own (the values of
// `conflicts`, `provenance`, fields of which rules disagree) is JSON as text; an object whose keys are data
// (`completeness`) is a list of structs, the key first.
//
// A Schema is a flat tree: the columns stand in preorder, the record itself being the first.
//
// Tested by tests/columns/schema_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "record/field_path.h"
#include "record/shape.h"
#include "record/value.h"

namespace thresh::columns {

enum class ColumnType : std::uint8_t {
  kNull,     // nothing is known of it yet; a finished schema has none
  kText,     // utf8
  kJson,     // utf8 that holds a value as JSON
  kInteger,  // int64
  kReal,     // float64
  kBool,
  kStruct,
  kList,     // one child: its items
  kEntries,  // a list of structs, made of an object whose keys are data: the first field is the key
};

constexpr bool is_list(ColumnType type) { return type == ColumnType::kList || type == ColumnType::kEntries; }
constexpr bool is_text(ColumnType type) { return type == ColumnType::kText || type == ColumnType::kJson; }

using ColumnId = std::uint32_t;

struct Column {
  std::string name;
  ColumnType type = ColumnType::kNull;
  ColumnId parent = 0;
  std::vector<ColumnId> children = {};
};

struct Schema {
  std::string kind;             // of the records
  std::vector<Column> columns;  // columns[0] is the record

  // "answers.author.name", for messages.
  std::string path(ColumnId column) const;
};

// Puts a schema together. Columns that are named twice are one; where their types differ it is JSON.
class SchemaMaker {
 public:
  static constexpr ColumnId kRecord = 0;
  // What is nested deeper, has more fields, or one with U+0000 in its name is JSON: readers of Arrow and Parquet take
  // none of it well.
  static constexpr std::size_t kDeepest = 32, kMostFields = 2000;

  SchemaMaker();
  // A column of that name in a struct, or the items of a list (whatever the name).
  ColumnId add(ColumnId parent, std::string_view name, ColumnType type);
  // A value of that type, with its fields where it is an object.
  void add_value(ColumnId parent, std::string_view name, record::Type type, bool list);
  void add_fields(ColumnId parent, const record::Shape& shape);
  // What a value needs.
  void add_like(ColumnId parent, std::string_view name, const record::Value& value);
  // The columns of another schema, below its record.
  void add_all(ColumnId parent, const Schema& schema);
  ColumnType type(ColumnId column) const { return columns_[column].type; }

  // The columns in preorder; what stayed without a type is text, what is JSON has no columns below it.
  Schema finish(std::string_view kind) &&;

 private:
  ColumnId find(ColumnId parent, std::string_view name) const;

  std::vector<Column> columns_;
  std::vector<std::uint32_t> depth_;
};

struct KindOptions {
  bool bookkeeping = true;    // schema, completeness, absent …
  bool provenance = false;    // as JSON
  const Schema* fields = {};  // of the kind `custom`: what stands under `fields`; without it they are JSON
};

// The columns of a kind's records, in the order of their keys.
Schema schema_of(const record::Kind& kind, const KindOptions& options);

// Columns that paths name, in their order, and the paths by which record::project gives the values of just these: what
// stands under `fields` is named with it.
struct Selection {
  Schema schema;
  std::vector<record::FieldPath> paths;
};
// Errors: kUsage for a path that names no column.
base::Result<Selection> select(const Schema& schema, const std::vector<record::FieldPath>& paths);

}  // namespace thresh::columns
