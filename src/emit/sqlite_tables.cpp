// See sqlite_tables.h.
#include "emit/sqlite_tables.h"

#include <algorithm>

#include "record/shape.h"

namespace thresh::emit {
namespace {

using record::Field;
using record::Shape;
using record::Type;

// The bookkeeping, which stands behind the fields of every kind.
constexpr Field kBookkeeping[] = {
    {.name = "schema", .type = Type::kCount},
    {.name = "completeness", .type = Type::kGroup},
    {.name = "conflicts", .list = true},
    {.name = "provenance", .list = true},
    {.name = "duplicate_of"},
};
constexpr Field kAbsentFields[] = {{.name = "path"}, {.name = "reason"}, {.name = "text"}};
constexpr Field kWarningFields[] = {{.name = "code"}, {.name = "path"}, {.name = "message"}};
constexpr Field kRemovedFields[] = {{.name = "reason"}, {.name = "count", .type = Type::kCount}, {.name = "example"}};
constexpr Shape kAbsent{"absent", kAbsentFields, ""}, kWarning{"warning", kWarningFields, ""},
    kRemoved{"removed", kRemovedFields, ""};
constexpr Field kBookkeepingLists[] = {
    {.name = "absent", .type = Type::kGroup, .shape = &kAbsent, .list = true},
    {.name = "warnings", .type = Type::kGroup, .shape = &kWarning, .list = true},
    {.name = "removed", .type = Type::kGroup, .shape = &kRemoved, .list = true},
};

std::string_view sql_type(const Field& field) {
  if (field.list) return "TEXT";
  switch (field.type) {
    case Type::kCount:
    case Type::kBool:
      return "INTEGER";
    case Type::kNumber:
      return "REAL";
    default:
      return "TEXT";
  }
}

bool is_table(const Field& field) {
  return field.shape != nullptr && (field.list || field.shape == &record::post_shape());
}

// Adds the columns of a field: one, or those of the object that it holds, in order.
void add_columns(const Field& field, std::vector<SqlColumn>& columns) {
  struct Open {
    const Field* field;
    std::string prefix;
    std::vector<std::string_view> keys;
  };
  std::vector<Open> open{{&field, {}, {}}};
  while (!open.empty()) {
    Open next = std::move(open.back());
    open.pop_back();
    next.keys.push_back(next.field->name);
    next.prefix += next.field->name;
    if (next.field->shape == nullptr || next.field->list) {
      if (std::ranges::find(columns, next.prefix, &SqlColumn::name) == columns.end()) {
        columns.push_back({std::move(next.prefix), sql_type(*next.field), std::move(next.keys)});
      }
      continue;
    }
    const auto fields = next.field->shape->fields;
    for (std::size_t i = fields.size(); i-- > 0;) open.push_back({&fields[i], next.prefix + '_', next.keys});
  }
}

SqlTable child_table(const Field& field) {
  SqlTable table{std::string(field.name) + (field.list ? "" : "s"), field.name, field.list, {}};
  for (const Field& part : field.shape->fields) {
    if (part.name != "position") add_columns(part, table.columns);
  }
  return table;
}

}  // namespace

std::vector<SqlTable> sql_tables() {
  std::vector<SqlTable> tables{{"records", {}, false, {}}};
  const auto take = [&](const Field& field) {
    if (!is_table(field)) return add_columns(field, tables[0].columns);
    SqlTable table = child_table(field);
    if (std::ranges::find(tables, table.name, &SqlTable::name) == tables.end()) tables.push_back(std::move(table));
  };
  for (const Field& field : record::head_shape().fields) take(field);
  for (const record::Kind& kind : record::kinds()) {
    for (const Field& field : kind.shape->fields) take(field);
  }
  for (const Field& field : kBookkeeping) take(field);
  for (const Field& field : kBookkeepingLists) take(field);
  return tables;
}

std::string sql_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string create_sql(const SqlTable& table) {
  std::string sql = "CREATE TABLE " + sql_name(table.name) + "(\n  \"record\" INTEGER ";
  sql += table.list ? "NOT NULL" : "PRIMARY KEY";
  if (!table.key.empty()) sql += " REFERENCES \"records\"(\"record\")";
  if (table.list) sql += ",\n  \"position\" INTEGER NOT NULL";
  bool replies = false;
  for (const SqlColumn& column : table.columns) {
    sql += ",\n  " + sql_name(column.name) + ' ' + std::string(column.type);
    replies |= table.list && column.name == "reply_to";
  }
  if (table.list) sql += ",\n  PRIMARY KEY(\"record\", \"position\")";
  if (replies) {
    sql +=
        ",\n  FOREIGN KEY(\"record\", \"reply_to\") REFERENCES " + sql_name(table.name) + "(\"record\", \"position\")";
  }
  return sql + "\n)";
}

std::string insert_sql(const SqlTable& table) {
  std::string sql = "INSERT INTO " + sql_name(table.name) + " VALUES(?";
  for (std::size_t more = table.columns.size() + (table.list ? 1 : 0); more > 0; --more) sql += ",?";
  return sql + ')';
}

}  // namespace thresh::emit
