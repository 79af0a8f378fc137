// See known_fields.h. A path is walked through all schemas at once; a place in a schema is an object of JSON Schema
// with the schema that its references are resolved in.
#include "convert/known_fields.h"

#include <algorithm>
#include <string_view>

#include "record/schema.h"
#include "record/shape.h"
#include "text/nearest.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::string_view kDefinition = "#/$defs/";

struct Place {
  const Map* schema;
  const Map* whole;
};

const Map* member(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr ? nullptr : value->as_map();
}

// The objects that a place can be: behind references, alternatives and lists. Schemas of kinds end there.
std::vector<Place> objects_at(Place place) {
  std::vector<Place> objects, open = {place};
  while (!open.empty()) {
    const auto [schema, whole] = open.back();
    open.pop_back();
    if (const Value* reference = schema->find("$ref"); reference != nullptr && reference->as_text() != nullptr) {
      const std::string_view name = std::string_view(*reference->as_text()).substr(kDefinition.size());
      const Map* definitions = member(*whole, "$defs");
      if (const Map* target = definitions == nullptr ? nullptr : member(*definitions, name)) {
        open.push_back({target, whole});
      }
    } else if (const Value* any = schema->find("anyOf"); any != nullptr && any->as_list() != nullptr) {
      for (const Value& one : *any->as_list()) {
        if (one.as_map() != nullptr) open.push_back({one.as_map(), whole});
      }
    } else if (const Map* items = member(*schema, "items")) {
      open.push_back({items, whole});
    } else if (const Value* type = schema->find("type"); type != nullptr && *type == Value("object")) {
      objects.push_back({schema, whole});
    }
  }
  return objects;
}

// What is found at a name: places, or that anything may stand there.
struct Found {
  std::vector<Place> places;
  bool anything = false;
};

Found step(const std::vector<Place>& objects, std::string_view name) {
  Found found;
  for (const Place& object : objects) {
    const Map* properties = member(*object.schema, "properties");
    const Map* other = member(*object.schema, "additionalProperties");
    const Map* property = properties == nullptr ? nullptr : member(*properties, name);
    if (property == nullptr) property = other;
    if (property != nullptr) found.places.push_back({property, object.whole});
    if (properties == nullptr && other == nullptr) found.anything = true;
  }
  return found;
}

std::vector<std::string_view> names_at(const std::vector<Place>& objects) {
  std::vector<std::string_view> names;
  for (const Place& object : objects) {
    const Map* properties = member(*object.schema, "properties");
    if (properties == nullptr) continue;
    for (const auto& [name, schema] : properties->entries()) names.push_back(name);
  }
  return names;
}

}  // namespace

KnownFields::KnownFields(const columns::Schema* custom) {
  for (const record::Kind& kind : record::kinds()) kinds_.push_back(record::json_schema(kind));
  if (custom == nullptr) return;
  for (const columns::ColumnId child : custom->columns.front().children) {
    custom_.push_back(custom->columns[child].name);
  }
}

base::Result<void> KnownFields::check(const record::FieldPath& path) const {
  std::vector<Place> at;
  for (const Map& kind : kinds_) at.push_back({&kind, &kind});
  std::string before;  // "answers.author."
  for (const std::string& name : path.names()) {
    if (before.empty() && std::ranges::find(custom_, name) != custom_.end()) return {};
    Found found = step(at, name);
    if (found.anything) return {};
    if (found.places.empty()) {
      std::vector<std::string_view> names = names_at(at);
      if (before.empty()) names.insert(names.end(), custom_.begin(), custom_.end());
      const std::string_view nearest = text::nearest(name, names);
      return base::failure(base::ErrorCode::kUsage, "no record has a field `" + before + name + "`",
                           nearest.empty() ? "" : "did you mean `" + before + std::string(nearest) + "`?");
    }
    at.clear();
    for (const Place& place : found.places) std::ranges::copy(objects_at(place), std::back_inserter(at));
    before += name + '.';
  }
  return {};
}

}  // namespace thresh::convert
