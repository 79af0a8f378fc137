// datapackage.json: Data Package, version 2 (datapackage.org/standard). A resource a file, since each has a hash and a
// header of its own. Tables and lines have a schema; `json.keys` tells readers of lines all keys, where the first line
// does not have all of them (frictionless 5).
//
// Tested by tests/cli/package_test.py.
#include <utility>

#include "emit/json_writer.h"
#include "emit/package.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;

std::string_view type_of(const Sorts& sorts) {
  if (sorts.are(Sorts::kBool)) return "boolean";
  if (sorts.are(Sorts::kInteger)) return "integer";
  if (sorts.within(Sorts::kInteger | Sorts::kReal)) return "number";
  if (sorts.are(Sorts::kText)) return "string";
  if (sorts.are(Sorts::kList)) return "array";
  return sorts.are(Sorts::kMap) ? "object" : "any";
}

std::string_view type_of(Column::Type type) {
  switch (type) {
    case Column::Type::kInteger:
      return "integer";
    case Column::Type::kNumber:
      return "number";
    case Column::Type::kBool:
      return "boolean";
    default:
      return "string";
  }
}

Map field_of(const std::string& name, std::string_view type) {
  Map field;
  field.add("name", name);
  field.add("type", type);
  return field;
}

Map schema_of(List fields) {
  Map schema;
  schema.add("fields", std::move(fields));
  return schema;
}

void add_lines(Map& resource, const FieldTally& tally) {
  List fields, keys;
  for (const auto& field : tally.fields()) {
    fields.emplace_back(field_of(field->name, type_of(field->sorts)));
    keys.emplace_back(field->name);
  }
  Map json, dialect;
  json.add("keys", std::move(keys));
  dialect.add("json", std::move(json));
  resource.add("dialect", std::move(dialect));
  resource.add("schema", schema_of(std::move(fields)));
}

void add_table(Map& resource, const PackagedFile& file) {
  List fields;
  for (const Column& column : file.columns) fields.emplace_back(field_of(column.name, type_of(column.type)));
  resource.add("schema", schema_of(std::move(fields)));
}

Map resource_of(const Package& package, const PackagedFile& file) {
  const bool lines = is_lines(package.format), table = package.format == "csv";
  Map resource;
  resource.add("name", package_name(file.name));
  resource.add("path", file.name);
  if ((lines || table) && file.records > 0) resource.add("type", "table");
  resource.add("format", lines ? "jsonl" : package.format);
  resource.add("mediatype", media_type(package.format));
  if (!find_format(package.format)->binary) resource.add("encoding", "utf-8");
  resource.add("bytes", static_cast<std::int64_t>(file.bytes));
  resource.add("hash", "sha256:" + file.sha256);
  // A file without lines has no keys, and its reader finds none.
  if (lines && file.records > 0) add_lines(resource, package.fields);
  if (table) add_table(resource, file);
  return resource;
}

}  // namespace

std::string datapackage_json(const Package& package) {
  List resources;
  for (const PackagedFile& file : package.files) resources.emplace_back(resource_of(package, file));
  Map root;
  root.add("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
  root.add("name", package.name);
  root.add("description", "Records of web pages, written by " + std::string(kPackageMark));
  root.add("resources", std::move(resources));
  JsonWriter writer(JsonWriter::Layout::kPretty);
  writer.write(root);
  return std::string(writer.text()) + '\n';
}

}  // namespace thresh::emit
