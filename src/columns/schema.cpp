// See schema.h. Trees are walked with lists of what is still to do, never by recursion: rules and records nest as their
// authors like.
#include "columns/schema.h"

#include <algorithm>
#include <utility>

namespace thresh::columns {
namespace {

using record::Field;
using record::Shape;
using record::Type;
using record::Value;

constexpr std::string_view kItem = "item";          // what Arrow calls the items of a list
constexpr std::string_view kOpenFields = "fields";  // of the kind `custom`

ColumnType column_type(Type type) {
  switch (type) {
    case Type::kCount:
      return ColumnType::kInteger;
    case Type::kNumber:
      return ColumnType::kReal;
    case Type::kBool:
      return ColumnType::kBool;
    default:
      return ColumnType::kText;
  }
}

// The fields that a value of the type has; nullptr where it is no object.
const Shape* shape_of(Type type) {
  switch (type) {
    case Type::kPerson:
      return &record::person_shape();
    case Type::kPlace:
      return &record::place_shape();
    case Type::kSpecialty:
      return &record::specialty_shape();
    case Type::kRating:
      return &record::rating_shape();
    case Type::kMoney:
      return &record::money_shape();
    default:
      return nullptr;
  }
}

ColumnType column_type(const Value& value) {
  if (value.as_text() != nullptr) return ColumnType::kText;
  if (value.as_integer() != nullptr) return ColumnType::kInteger;
  if (value.as_real() != nullptr) return ColumnType::kReal;
  if (value.as_bool() != nullptr) return ColumnType::kBool;
  if (value.as_list() != nullptr) return ColumnType::kList;
  return value.as_map() != nullptr ? ColumnType::kStruct : ColumnType::kNull;
}

// The one type for values of both.
ColumnType joined(ColumnType a, ColumnType b) {
  if (a == b || b == ColumnType::kNull) return a;
  if (a == ColumnType::kNull) return b;
  const auto number = [](ColumnType type) { return type == ColumnType::kInteger || type == ColumnType::kReal; };
  return number(a) && number(b) ? ColumnType::kReal : ColumnType::kJson;
}

void add_structs(SchemaMaker& maker, std::string_view list, std::initializer_list<std::string_view> texts) {
  const ColumnId item = maker.add(maker.add(SchemaMaker::kRecord, list, ColumnType::kList), kItem, ColumnType::kStruct);
  for (const std::string_view name : texts) {
    maker.add(item, name, name == "count" ? ColumnType::kInteger : ColumnType::kText);
  }
}

// As convert/bookkeeping.cpp writes it.
void add_bookkeeping(SchemaMaker& maker) {
  constexpr ColumnId kRecord = SchemaMaker::kRecord;
  maker.add(kRecord, "schema", ColumnType::kInteger);
  const ColumnId list = maker.add(kRecord, "completeness", ColumnType::kEntries);
  const ColumnId counts = maker.add(list, kItem, ColumnType::kStruct);
  maker.add(counts, "list", ColumnType::kText);
  maker.add(counts, "stated", ColumnType::kInteger);
  maker.add(counts, "found", ColumnType::kInteger);
  add_structs(maker, "absent", {"path", "reason", "text"});
  add_structs(maker, "warnings", {"code", "path", "message"});
  add_structs(maker, "removed", {"reason", "count", "example"});
  const ColumnId conflict = maker.add(maker.add(kRecord, "conflicts", ColumnType::kList), kItem, ColumnType::kStruct);
  maker.add(conflict, "path", ColumnType::kText);
  maker.add(maker.add(conflict, "values", ColumnType::kList), kItem, ColumnType::kJson);
  maker.add(maker.add(conflict, "from", ColumnType::kList), kItem, ColumnType::kText);
  maker.add(kRecord, "duplicate_of", ColumnType::kText);
}

// The child of a column, or of the items of a list, that has that name; 0 if there is none.
ColumnId child_of(const Schema& schema, ColumnId column, std::string_view name) {
  while (schema.columns[column].type == ColumnType::kList) column = schema.columns[column].children.front();
  if (schema.columns[column].type != ColumnType::kStruct) return 0;
  for (const ColumnId child : schema.columns[column].children) {
    if (schema.columns[child].name == name) return child;
  }
  return 0;
}

// All columns below one, to below another.
void copy_below(const Schema& schema, ColumnId from, SchemaMaker& maker, ColumnId to) {
  std::vector<std::pair<ColumnId, ColumnId>> open = {{from, to}};
  while (!open.empty()) {
    const auto [column, copy] = open.back();
    open.pop_back();
    for (const ColumnId child : schema.columns[column].children) {
      const Column& below = schema.columns[child];
      open.emplace_back(child, maker.add(copy, below.name, below.type));
    }
  }
}

std::string pointer(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += '/' + record::pointer_segment(name);
  return out;
}

std::unexpected<base::Error> no_field(const Schema& schema, const record::FieldPath& path) {
  return base::failure(base::ErrorCode::kUsage,
                       "records of the kind " + schema.kind + " have no field `" + path.text() + '`');
}

}  // namespace

std::string Schema::path(ColumnId column) const {
  std::vector<std::string_view> names;
  for (; column != 0; column = columns[column].parent) {
    if (!is_list(columns[columns[column].parent].type)) names.push_back(columns[column].name);
  }
  std::string out;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (!out.empty()) out += '.';
    out += *name;
  }
  return out;
}

SchemaMaker::SchemaMaker() : columns_{{"", ColumnType::kStruct}}, depth_{0} {}

ColumnId SchemaMaker::find(ColumnId parent, std::string_view name) const {
  const std::vector<ColumnId>& children = columns_[parent].children;
  if (is_list(columns_[parent].type)) return children.empty() ? 0 : children.front();
  for (const ColumnId child : children) {
    if (columns_[child].name == name) return child;
  }
  return 0;
}

ColumnId SchemaMaker::add(ColumnId parent, std::string_view name, ColumnType type) {
  if (depth_[parent] + 1 >= kDeepest && type > ColumnType::kBool) type = ColumnType::kJson;
  if (const ColumnId known = find(parent, name); known != 0) {
    columns_[known].type = joined(columns_[known].type, type);
    return known;
  }
  const bool nameless = name.find('\0') != std::string_view::npos;  // the C Data Interface cannot say such a name
  if (nameless || columns_[parent].children.size() >= kMostFields) columns_[parent].type = ColumnType::kJson;
  const auto added = static_cast<ColumnId>(columns_.size());
  columns_.push_back({std::string(name), type, parent});
  depth_.push_back(depth_[parent] + 1);
  columns_[parent].children.push_back(added);
  return added;
}

void SchemaMaker::add_value(ColumnId parent, std::string_view name, Type type, bool list) {
  const Shape* shape = shape_of(type);
  if (list) {
    parent = add(parent, name, ColumnType::kList);
    name = kItem;
  }
  const ColumnId added = add(parent, name, shape != nullptr ? ColumnType::kStruct : column_type(type));
  if (shape != nullptr) add_fields(added, *shape);
}

void SchemaMaker::add_fields(ColumnId parent, const Shape& shape) {
  struct Open {
    ColumnId column;
    const Shape* shape;
  };
  std::vector<Open> open = {{parent, &shape}};
  while (!open.empty()) {
    const Open here = open.back();
    open.pop_back();
    for (const Field& field : here.shape->fields) {
      const ColumnType type = field.shape != nullptr ? ColumnType::kStruct : column_type(field.type);
      ColumnId at = add(here.column, field.name, field.list ? ColumnType::kList : type);
      if (field.list) at = add(at, kItem, type);
      if (field.shape != nullptr) open.push_back({at, field.shape});
    }
  }
}

void SchemaMaker::add_like(ColumnId parent, std::string_view name, const Value& value) {
  struct Open {
    ColumnId parent;
    std::string_view name;
    const Value* value;
  };
  std::vector<Open> open = {{parent, name, &value}};
  while (!open.empty()) {
    const Open here = open.back();
    open.pop_back();
    const ColumnId at = add(here.parent, here.name, column_type(*here.value));
    if (columns_[at].type == ColumnType::kJson) continue;
    if (const record::List* list = here.value->as_list()) {
      if (list->empty()) add(at, kItem, ColumnType::kNull);
      for (auto item = list->rbegin(); item != list->rend(); ++item) open.push_back({at, kItem, &*item});
    } else if (const record::Map* map = here.value->as_map()) {
      const auto& entries = map->entries();
      for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        open.push_back({at, entry->first, &entry->second});
      }
    }
  }
}

void SchemaMaker::add_all(ColumnId parent, const Schema& schema) {
  std::vector<ColumnId> copies = {parent};
  for (ColumnId column = 1; column < schema.columns.size(); ++column) {
    const Column& from = schema.columns[column];
    copies.push_back(add(copies[from.parent], from.name, from.type));
  }
}

Schema SchemaMaker::finish(std::string_view kind) && {
  Schema schema{std::string(kind), {}};
  struct Open {
    ColumnId from, parent;
  };
  std::vector<Open> open = {{0, 0}};
  while (!open.empty()) {
    const Open here = open.back();
    open.pop_back();
    Column& from = columns_[here.from];
    const auto to = static_cast<ColumnId>(schema.columns.size());
    const bool empty = from.children.empty() && from.type > ColumnType::kBool && to != 0;  // Parquet has no such struct
    if (from.type == ColumnType::kNull) from.type = ColumnType::kText;
    if (empty) from.type = ColumnType::kJson;
    schema.columns.push_back({std::move(from.name), from.type, here.parent});
    if (to != 0) schema.columns[here.parent].children.push_back(to);
    if (from.type == ColumnType::kJson) continue;
    for (auto child = from.children.rbegin(); child != from.children.rend(); ++child) open.push_back({*child, to});
  }
  return schema;
}

Schema schema_of(const record::Kind& kind, const KindOptions& options) {
  SchemaMaker maker;
  maker.add_fields(SchemaMaker::kRecord, record::head_shape());
  maker.add_fields(SchemaMaker::kRecord, *kind.shape);
  if (kind.open) {
    const bool known = options.fields != nullptr && options.fields->columns.size() > 1;
    const ColumnId fields =
        maker.add(SchemaMaker::kRecord, kOpenFields, known ? ColumnType::kStruct : ColumnType::kJson);
    if (known) maker.add_all(fields, *options.fields);
  }
  if (options.bookkeeping) add_bookkeeping(maker);
  if (options.provenance) maker.add(SchemaMaker::kRecord, "provenance", ColumnType::kJson);
  return std::move(maker).finish(kind.name);
}

base::Result<Selection> select(const Schema& schema, const std::vector<record::FieldPath>& paths) {
  SchemaMaker maker;
  Selection selection;
  for (const record::FieldPath& path : paths) {
    std::vector<std::string> names = path.names();
    const ColumnId fields = child_of(schema, SchemaMaker::kRecord, kOpenFields);
    const bool own = child_of(schema, SchemaMaker::kRecord, names.front()) != 0;
    if (!own && fields != 0) names.insert(names.begin(), std::string(kOpenFields));
    ColumnId from = 0, to = SchemaMaker::kRecord;
    for (const std::string& name : names) {
      while (schema.columns[from].type == ColumnType::kList) {  // a path goes into the items
        from = schema.columns[from].children.front();
        to = maker.add(to, kItem, schema.columns[from].type);
      }
      from = child_of(schema, from, name);
      if (from == 0) return no_field(schema, path);
      to = maker.add(to, name, schema.columns[from].type);
    }
    copy_below(schema, from, maker, to);
    selection.paths.push_back(*record::FieldPath::read(pointer(names)));
  }
  selection.schema = std::move(maker).finish(schema.kind);
  return selection;
}

}  // namespace thresh::columns
