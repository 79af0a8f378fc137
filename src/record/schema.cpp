// See schema.h. Shapes are collected from the kind's fields by a work list, then each is written as an object.
#include "record/schema.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/finding.h"
#include "record/reasons.h"

namespace thresh::record {
namespace {

// ISO 8601 of any precision from a year to fractions of a second with an offset.
constexpr std::string_view kDatePattern =
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$";
constexpr std::string_view kPointerPattern = "^(/.*)?$";  // RFC 6901

Map object(std::initializer_list<std::pair<std::string_view, Value>> entries) {
  Map map;
  for (const auto& [key, value] : entries) map.add(key, value);
  return map;
}

List texts(std::span<const std::string_view> words) { return {words.begin(), words.end()}; }

std::string_view json_type(Type type) {
  switch (type) {
    case Type::kCount:
      return "integer";
    case Type::kNumber:
      return "number";
    case Type::kBool:
      return "boolean";
    default:
      return "string";
  }
}

Map reference(std::string_view shape) { return object({{"$ref", "#/$defs/" + std::string(shape)}}); }

// The schema of one value of the field, without null.
Map present(const Field& field) {
  if (field.shape != nullptr) return reference(field.shape->name);
  Map schema = object({{"type", json_type(field.type)}});
  if (!field.words.empty()) schema.set("enum", texts(field.words));
  if (field.type == Type::kDate) schema.set("pattern", kDatePattern);
  return schema;
}

Map nullable(Map schema, const Field& field) {
  if (field.shape != nullptr) return object({{"anyOf", List{std::move(schema), object({{"type", "null"}})}}});
  schema.set("type", List{json_type(field.type), "null"});
  if (Value* words = schema.find("enum")) words->as_list()->emplace_back(nullptr);
  return schema;
}

Map field_schema(const Field& field) {
  Map schema = present(field);
  if (field.list) {
    schema = object({{"type", "array"}, {"items", std::move(schema)}});
  } else if (!field.optional) {
    schema = nullable(std::move(schema), field);
  }
  if (field.name == "position") schema.set("minimum", 1);
  schema.set("description", field.about);
  return schema;
}

// An object of exactly these fields.
Map closed_object(std::string_view about, Map properties, List required) {
  return object({{"type", "object"},
                 {"description", about},
                 {"properties", std::move(properties)},
                 {"required", std::move(required)},
                 {"additionalProperties", false}});
}

void add_fields(const Shape& shape, Map& properties, List& required) {
  for (const Field& field : shape.fields) {
    properties.add(field.name, field_schema(field));
    if (!field.optional) required.emplace_back(field.name);
  }
}

Map shape_schema(const Shape& shape) {
  Map properties;
  List required;
  add_fields(shape, properties, required);
  return closed_object(shape.about, std::move(properties), std::move(required));
}

// Every shape that can be reached from `roots`, each once, in the order in which it is met.
std::vector<const Shape*> reachable(std::initializer_list<const Shape*> roots) {
  std::vector<const Shape*> open(roots);
  std::vector<const Shape*> found;
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const Field& field : open[i]->fields) {
      if (field.shape == nullptr || std::ranges::find(found, field.shape) != found.end()) continue;
      found.push_back(field.shape);
      open.push_back(field.shape);
    }
  }
  return found;
}

// The enumeration has no list of its names: they end where `name` knows no more.
List warning_names() {
  List names;
  for (std::uint8_t code = 0;; ++code) {
    const std::string_view word = base::name(static_cast<base::FindingCode>(code));
    if (word == "unknown") return names;
    names.emplace_back(word);
  }
}

Map text_schema(std::string_view about) { return object({{"type", "string"}, {"description", about}}); }

Map path_schema() {
  Map schema = text_schema("A JSON pointer into the record (RFC 6901); empty for the whole record.");
  schema.set("pattern", kPointerPattern);
  return schema;
}

Map word_schema(List words) { return object({{"type", "string"}, {"enum", std::move(words)}}); }

Map list_of(std::string_view about, Map item) {
  return object({{"type", "array"}, {"description", about}, {"items", std::move(item)}});
}

Map completeness_schema() {
  Map counts =
      object({{"stated", object({{"type", List{"integer", "null"}}})}, {"found", object({{"type", "integer"}})}});
  return object({{"type", "object"},
                 {"description", "For each list of which the page states the length: how many it states and holds."},
                 {"additionalProperties", closed_object("Stated and found.", std::move(counts), {"stated", "found"})}});
}

Map absent_schema() {
  Map properties = object({{"path", path_schema()},
                           {"reason", word_schema(texts(absence_names()))},
                           {"text", text_schema("The words that are no such value, where there are some.")}});
  return list_of("Why values are null.", closed_object("One of them.", std::move(properties), {"path", "reason"}));
}

Map warnings_schema() {
  Map properties = object({{"code", word_schema(warning_names())},
                           {"path", path_schema()},
                           {"message", text_schema("One sentence for a person.")}});
  return list_of("What may be wrong with the record.",
                 closed_object("A finding.", std::move(properties), {"code", "path", "message"}));
}

Map removed_schema() {
  Map properties = object({{"reason", word_schema(texts(removal_names()))},
                           {"count", object({{"type", "integer"}, {"minimum", 1}})},
                           {"example", text_schema("One of the removed texts, perhaps shortened.")}});
  return list_of("What was taken out of the page's text.",
                 closed_object("Removals of one reason.", std::move(properties), {"reason", "count"}));
}

Map origin_schema() { return word_schema({"text", "attribute", "meta", "json", "constant", "computed"}); }

Map conflicts_schema() {
  Map properties = object({{"path", path_schema()},
                           {"values", object({{"type", "array"}, {"description", "The values; the first is kept."}})},
                           {"from", list_of("The kind of source of each.", origin_schema())}});
  return list_of("Where sources of the page differ.",
                 closed_object("A field and what they say.", std::move(properties), {"path", "values", "from"}));
}

Map provenance_schema() {
  const auto flag = [](std::string_view about) { return object({{"const", true}, {"description", about}}); };
  const auto place = [] { return object({{"type", "integer"}, {"minimum", 0}}); };
  Map piece = closed_object(
      "A part of the words.",
      object({{"begin", place()},
              {"end", place()},
              {"text", text_schema("Beside no bytes: what stands there. Beside bytes: what they stand for, where they "
                                   "alone do not tell.")},
              {"attribute", flag("The bytes are the value of an attribute, or a part of it.")},
              {"raw", flag("Character references do not count in the bytes.")},
              {"spaces", flag("Each run of white space in the bytes is one space.")},
              {"mended", flag("Damage in the bytes was mended.")}}),
      {});
  Map properties = object(
      {{"path", path_schema()},
       {"from", origin_schema()},
       {"rule",
        object({{"type", List{"string", "null"}}, {"description", "The selector file, its version and line."}})},
       {"alternative", object({{"type", List{"integer", "null"}},
                               {"description", "Which of the field's alternatives it was, from 1."}})},
       {"confidence", object({{"type", "number"}, {"description", "How sure the value is, from 0 to 1."}})},
       {"pieces", list_of("Joined, they are the words: bytes of the original input, and what stands between them.",
                          std::move(piece))},
       {"transforms", list_of("What was done to the words, in order.", object({{"type", "string"}}))}});
  return list_of("Where each value comes from (--provenance).",
                 closed_object("Of one value.", std::move(properties),
                               {"path", "from", "rule", "alternative", "confidence", "pieces", "transforms"}));
}

constexpr std::string_view kIdTail = "-[0-9a-hjkmnp-tv-z]{13}$";  // record/identity.h

// The original may be of another kind: the same words, read by other rules.
Map duplicate_of_schema() {
  return object({{"type", List{"string", "null"}},
                 {"pattern", "^[a-z]+" + std::string(kIdTail)},
                 {"description", "The id of the earlier record that says the same; null where there is none."}});
}

void add_bookkeeping(Map& properties) {
  properties.add("schema", object({{"const", kSchemaVersion}, {"description", "The version of this schema."}}));
  properties.add("completeness", completeness_schema());
  properties.add("absent", absent_schema());
  properties.add("warnings", warnings_schema());
  properties.add("removed", removed_schema());
  properties.add("conflicts", conflicts_schema());
  properties.add("duplicate_of", duplicate_of_schema());
  properties.add("provenance", provenance_schema());
}

// What no record is without.
void set_never_null(const Kind& kind, Map& properties) {
  const std::string pattern = "^" + std::string(kind.name) + std::string(kIdTail);
  properties.set("id",
                 object({{"type", "string"}, {"pattern", pattern}, {"description", head_shape().find("id")->about}}));
  properties.set("kind", object({{"const", kind.name}, {"description", head_shape().find("kind")->about}}));
  properties.set("source", object({{"$ref", "#/$defs/source"}, {"description", head_shape().find("source")->about}}));
}

}  // namespace

Map json_schema(const Kind& kind) {
  Map properties;
  List required;
  add_fields(head_shape(), properties, required);
  set_never_null(kind, properties);
  add_fields(*kind.shape, properties, required);
  if (kind.open) {
    properties.add("fields", object({{"type", "object"}, {"description", "The fields that the selector file names."}}));
    required.emplace_back("fields");
  }
  add_bookkeeping(properties);

  Map definitions;
  for (const Shape* shape : reachable({&head_shape(), kind.shape})) definitions.add(shape->name, shape_schema(*shape));

  Map schema = object({{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"$id", "urn:thresh:schema:" + std::string(kind.name) + ':' + std::to_string(kSchemaVersion)},
                       {"title", "thresh record: " + std::string(kind.name)}});
  Map body = closed_object(kind.shape->about, std::move(properties), std::move(required));
  for (Map::Entry& entry : body.entries()) schema.add(entry.first, std::move(entry.second));
  schema.add("$defs", std::move(definitions));
  return schema;
}

}  // namespace thresh::record
