// croissant.json: Croissant 1.0 (docs.mlcommons.org/croissant). A FileObject with its SHA-256 for each file; of shards
// a FileSet too, from which the records are read. Lines and CSV have a RecordSet: a field for each value, by column; in
// an object and in the objects of a list by a JSON path. What has values of several sorts, or lists in lists, is left
// out: it has no type there.
//
// Tested by tests/cli/package_test.py.
#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "emit/json_writer.h"
#include "emit/package.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

// The context that the specification gives (section "Preamble").
Map context() {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"@language", "en"},
      {"@vocab", "https://schema.org/"},
      {"citeAs", "cr:citeAs"},
      {"column", "cr:column"},
      {"conformsTo", "dct:conformsTo"},
      {"cr", "http://mlcommons.org/croissant/"},
      {"rai", "http://mlcommons.org/croissant/RAI/"},
      {"dct", "http://purl.org/dc/terms/"},
      {"extract", "cr:extract"},
      {"field", "cr:field"},
      {"fileProperty", "cr:fileProperty"},
      {"fileObject", "cr:fileObject"},
      {"fileSet", "cr:fileSet"},
      {"format", "cr:format"},
      {"includes", "cr:includes"},
      {"isLiveDataset", "cr:isLiveDataset"},
      {"jsonPath", "cr:jsonPath"},
      {"key", "cr:key"},
      {"md5", "cr:md5"},
      {"parentField", "cr:parentField"},
      {"path", "cr:path"},
      {"recordSet", "cr:recordSet"},
      {"references", "cr:references"},
      {"regex", "cr:regex"},
      {"repeated", "cr:repeated"},
      {"replace", "cr:replace"},
      {"sc", "https://schema.org/"},
      {"separator", "cr:separator"},
      {"source", "cr:source"},
      {"subField", "cr:subField"},
      {"transform", "cr:transform"},
  };
  constexpr std::pair<std::string_view, std::string_view> kTyped[] = {
      {"data", "@json"}, {"dataType", "@vocab"}, {"examples", "@json"}};
  Map map;
  for (const auto& [name, meaning] : kNames) map.add(name, meaning);
  for (const auto& [name, type] : kTyped) {
    Map typed;
    typed.add("@id", "cr:" + std::string(name));
    typed.add("@type", type);
    map.add(name, std::move(typed));
  }
  return map;
}

Map reference(const std::string& id) {
  Map map;
  map.add("@id", id);
  return map;
}

// Empty where there is none.
std::string_view type_of(const Sorts& sorts) {
  if (sorts.are(Sorts::kBool)) return "sc:Boolean";
  if (sorts.are(Sorts::kInteger)) return "sc:Integer";
  if (sorts.within(Sorts::kInteger | Sorts::kReal)) return "sc:Float";
  if (sorts.dates()) return "sc:Date";
  return sorts.none() || sorts.are(Sorts::kText) ? "sc:Text" : "";
}

std::string_view type_of(Column::Type type) {
  switch (type) {
    case Column::Type::kInteger:
      return "sc:Integer";
    case Column::Type::kNumber:
      return "sc:Float";
    case Column::Type::kBool:
      return "sc:Boolean";
    default:
      return "sc:Text";
  }
}

// A name that a JSON path can say without quotes.
bool is_plain(std::string_view name) {
  return !name.empty() && !base::is_ascii_digit(name.front()) &&
         std::ranges::all_of(name, [](char c) { return base::is_ascii_alphanumeric(c) || c == '_'; });
}

class Fields {
 public:
  // `source`: the id of what is read; `place`: "fileObject" or "fileSet".
  Fields(std::string source, std::string_view place) : source_(std::move(source)), place_(place) {}

  Map column(const std::string& name, std::string_view type) const {
    Map field = field_of("records/" + name, name, type);
    field.add("source", source(name, {}));
    return field;
  }

  // Null where the field has no type.
  Value tallied(const TalliedField& field) const {
    const bool list = field.sorts.are(Sorts::kList), map = field.sorts.are(Sorts::kMap);
    if (list && !field.items.within(Sorts::kMap) && !type_of(field.items).empty()) {
      Map made = column(field.name, type_of(field.items));
      made.add("repeated", true);
      return made;
    }
    if (!map && !list) {
      return type_of(field.sorts).empty() ? Value() : Value(column(field.name, type_of(field.sorts)));
    }
    List parts;
    add_parts(field, parts);
    if (parts.empty()) return {};
    Map made = field_of("records/" + field.name, field.name, {});
    if (list) made.add("repeated", true);
    made.add("subField", std::move(parts));
    return made;
  }

 private:
  static Map field_of(const std::string& id, const std::string& name, std::string_view type) {
    Map field;
    field.add("@type", "cr:Field");
    field.add("@id", id);
    field.add("name", name);
    if (!type.empty()) field.add("dataType", type);
    return field;
  }

  Map source(const std::string& column, std::string_view path) const {
    Map extract, source;
    extract.add("column", column);
    source.add(place_, reference(source_));
    source.add("extract", std::move(extract));
    if (path.empty()) return source;
    Map transform;
    transform.add("jsonPath", path);
    source.add("transform", std::move(transform));
    return source;
  }

  // The values of plain sorts in the objects of a field, as deep as they were tallied.
  void add_parts(const TalliedField& top, List& parts) const {
    struct Open {
      const TalliedField* field;
      std::string path;
    };
    std::vector<Open> open;
    const auto enter = [&](const TalliedField& field, const std::string& path) {
      for (std::size_t i = field.fields.size(); i-- > 0;) {
        const TalliedField& part = *field.fields[i];
        if (is_plain(part.name)) open.push_back({&part, path.empty() ? part.name : path + '.' + part.name});
      }
    };
    enter(top, {});
    while (!open.empty()) {
      const Open next = std::move(open.back());
      open.pop_back();
      if (next.field->sorts.are(Sorts::kMap)) {
        enter(*next.field, next.path);
        continue;
      }
      const std::string_view type = type_of(next.field->sorts);
      if (type.empty()) continue;
      Map part = field_of("records/" + top.name + '/' + next.path, next.path, type);
      part.add("source", source(top.name, next.path));
      parts.emplace_back(std::move(part));
    }
  }

  std::string source_;
  std::string_view place_;
};

constexpr std::string_view kSet = "files";

List distribution(const Package& package) {
  List all;
  List names;
  for (const PackagedFile& file : package.files) {
    Map object;
    object.add("@type", "cr:FileObject");
    object.add("@id", file.name);
    object.add("name", file.name);
    object.add("contentUrl", file.name);
    object.add("contentSize", std::to_string(file.bytes) + " B");
    object.add("encodingFormat", media_type(package.format));
    object.add("sha256", file.sha256);
    all.emplace_back(std::move(object));
    if (file.records > 0) names.emplace_back(file.name);  // a file without records has no columns
  }
  if (package.files.size() == 1 || names.empty()) return all;
  Map set;
  set.add("@type", "cr:FileSet");
  set.add("@id", kSet);
  set.add("name", kSet);
  set.add("encodingFormat", media_type(package.format));
  set.add("includes", std::move(names));
  all.emplace_back(std::move(set));
  return all;
}

// Of shards, those that every one has: a reader of a set looks for each column in each file.
List fields_of(const Package& package) {
  if (package.records == 0) return {};
  const bool one = package.files.size() == 1;
  const Fields fields(one ? package.files.front().name : std::string(kSet), one ? "fileObject" : "fileSet");
  List all;
  if (package.format == "csv") {
    for (const Column& column : package.files.front().columns) {
      all.emplace_back(fields.column(column.name, type_of(column.type)));
    }
  } else if (is_lines(package.format)) {
    for (const auto& field : package.fields.fields()) {
      if (!one && !package.is_everywhere(field->name)) continue;
      if (Value made = fields.tallied(*field); !made.is_null()) all.push_back(std::move(made));
    }
  }
  return all;
}

}  // namespace

std::string croissant_json(const Package& package) {
  Map root;
  root.add("@context", context());
  root.add("@type", "sc:Dataset");
  root.add("name", package.name);
  root.add("description", "Records of web pages, written by " + std::string(kPackageMark));
  root.add("conformsTo", "http://mlcommons.org/croissant/1.0");
  root.add("distribution", distribution(package));
  if (List fields = fields_of(package); !fields.empty()) {
    Map set;
    set.add("@type", "cr:RecordSet");
    set.add("@id", "records");
    set.add("name", "records");
    set.add("field", std::move(fields));
    root.add("recordSet", List{std::move(set)});
  }
  JsonWriter writer(JsonWriter::Layout::kPretty);
  writer.write(root);
  return std::string(writer.text()) + '\n';
}

}  // namespace thresh::emit
