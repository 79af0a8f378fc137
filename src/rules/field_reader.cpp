// See field_reader.h.
#include "rules/field_reader.h"

#include <algorithm>
#include <array>

#include "rules/strict.h"
#include "rules/wording.h"

namespace thresh::rules {
namespace {

using record::Type;

// Keys beside a selector.
constexpr std::array<std::string_view, 4> kOptions = {"type", "many", "required", "without"};
// Keys that mean something beside the fields of a list.
constexpr std::array<std::string_view, 3> kListKeys = {"each", "stated", "required"};

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Whether one selector may fill the field by itself, and not only its fields one by one.
bool takes_selector(const record::Field* shape) { return shape == nullptr || shape->type != Type::kGroup; }

bool is_json(const Pick& pick) { return pick.from == Pick::From::kJson || pick.from == Pick::From::kJsonLd; }

bool picks_elements(const Pick& pick) {
  return (pick.from == Pick::From::kCss || pick.from == Pick::From::kXPath) && pick.attribute.empty();
}

// Whether a pick gives things that fields can be looked up in, and not texts.
bool picks_nodes(const Pick& pick) { return is_json(pick) || picks_elements(pick); }

// In the kind `custom` a map `fields` at the top is what the record itself calls it: the file's own fields.
constexpr std::string_view kWrapper = "fields";

bool is_top_of_custom(const Level& level) { return level.kind != nullptr && level.is_open(); }

// What makes a map a list; the record itself is none.
bool is_list_mark(std::string_view key) { return key == "each" || key == "stated"; }

// The group that holds the file's own fields of such names as the record's head has, too.
std::vector<Field>& wrapper_of(std::vector<Field>& record, Position position) {
  const auto found = std::ranges::find(record, kWrapper, &Field::name);
  if (found != record.end()) return found->fields;
  Field wrapper;
  wrapper.name = kWrapper;
  wrapper.type = Type::kGroup;
  wrapper.position = position;
  return record.emplace_back(std::move(wrapper)).fields;
}

}  // namespace

std::vector<Field> FieldReader::read_record(const YamlNode& map, const record::Kind& kind) {
  std::vector<Field> fields;
  read_group(map, record_level(kind), {}, fields);
  return fields;
}

// A list reads its own keys (`each` …) itself; the others are fields of an item.
void FieldReader::read_group(const YamlNode& map, const Level& level, const PickScope& scope,
                             std::vector<Field>& fields) {
  const bool is_list = map.find("each") != nullptr;
  for (const YamlEntry& entry : map.entries) {
    if (level.kind != nullptr && is_list_mark(entry.key.text)) {
      report_no_list(entry.key, level);
    } else if (is_list && contains(kListKeys, entry.key.text)) {
      continue;
    } else if (is_top_of_custom(level) && entry.key.text == kWrapper) {
      read_wrapper(entry.value, scope, fields);
    } else {
      read_field(entry, level, scope, fields);
    }
  }
}

void FieldReader::report_no_list(const YamlNode& key, const Level& level) {
  const auto lists = list_names(level);
  const std::string list = lists.empty() ? "items" : std::string(lists.front());
  report_.error(key, quoted(key.text) + " belongs to a list, and the record itself is none",
                "write it under the list: `" + list + ": {each: SELECTOR, …}`");
}

// Its fields may have any name, those of the record's head (`url`, `id`) too.
void FieldReader::read_wrapper(const YamlNode& map, const PickScope& scope, std::vector<Field>& fields) {
  if (!map.is_map() || PickReader::is_selector(map) || map.find("each") != nullptr) {
    report_.error(map, "at the top `fields` is a map of the record's own fields",
                  "for a field of that name write `fields: {fields: …}`");
    return;
  }
  std::vector<Field> own;
  read_group(map, Level{}, scope, own);
  for (Field& field : own) {
    const auto entry = std::ranges::find(map.entries, field.name, [](const YamlEntry& e) { return e.key.text; });
    add_own(std::move(field), entry->key, fields);
  }
}

// The file's own fields stand flat, but for names that the record has at its top as well: those stand in a group
// `fields`, so that `url` and `fields: {url: …}` are two fields.
void FieldReader::add_own(Field field, const YamlNode& key, std::vector<Field>& record) {
  const bool is_taken = field.name == kWrapper || record::head_shape().find(field.name) != nullptr;
  std::vector<Field>& home = is_taken ? wrapper_of(record, field.position) : record;
  if (std::ranges::find(home, field.name, &Field::name) == home.end()) return home.push_back(std::move(field));
  report_.error(key, quoted(field.name) + " stands twice: at the top and under `fields`");
}

// Two ways: the kind custom takes any name that means nothing else, a kind with a shape only the names it has. (The
// fields that every kind shares have a shape in custom too.)
bool FieldReader::check_name(const YamlNode& key, const Level& level) {
  if (level.is_open() && find_field(level, key.text) == nullptr) {
    if (!is_name_key(key, "a field's name", report_)) return false;
    const bool reserved = contains(PickReader::selector_keys(), key.text) || contains(kListKeys, key.text);
    if (reserved) report_.error(key, quoted(key.text) + " cannot be a field's name: it has a meaning of its own");
    return !reserved;
  }
  const auto destination = follow(key.text, level);
  // `question.body: p` is what someone writes who has just written a text part, where paths are right.
  const bool dotted = key.text.find('.') != std::string::npos;
  if (destination && !dotted) {
    if (destination->field == nullptr || !destination->field->assigned) return true;
    report_.error(key, quoted(key.text) + " is set by the program");
  } else if (destination) {
    report_.error(key, quoted(key.text) + " is no field's name", "write the fields of a group as a map under its name");
  } else {
    report_.error(key, destination.error().message, destination.error().hint);
  }
  return false;
}

// What the value is decides: a map with `each` is a list, with a selector key a selector, any other map a group; and
// what is no map is a selector in its short form. The rest says what does not fit the field's shape.
void FieldReader::read_field(const YamlEntry& entry, const Level& level, const PickScope& scope,
                             std::vector<Field>& fields) {
  if (!check_name(entry.key, level)) return;
  Field field;
  field.name = entry.key.text;
  field.position = report_.position(entry.key);
  field.shape = find_field(level, field.name);
  field.type = default_type(level, field.shape);
  const YamlNode& value = entry.value;
  const bool is_list_map = value.is_map() && value.find("each") != nullptr;
  const bool is_group = value.is_map() && !is_list_map && !PickReader::is_selector(value);
  bool good = false;
  if (is_list_map) {
    good = read_list(value, scope, field);
  } else if (!is_group) {
    good = read_selector(value, level, scope, field);
  } else if (value.entries.empty()) {
    report_.error(value, "an empty map", "write a selector, or fields with selectors");
  } else if (field.shape != nullptr && field.shape->list) {
    report_.error(entry.key, quoted(field.name) + " is a list: say where its items are",
                  field.shape->shape == nullptr ? "write one selector; it takes all that match"
                                                : "add `each: SELECTOR` beside its fields");
  } else if (field.shape != nullptr && field.shape->shape == nullptr) {
    const std::string suggestion = did_you_mean(value.entries.front().key.text, PickReader::selector_keys());
    report_.error(value.entries.front().key, quoted(field.name) + " is one value and has no fields" + suggestion,
                  "a selector has one of: " + listed(PickReader::selector_keys()));
  } else {
    read_group(value, level_below(field.shape), scope, field.fields);
    if (field.shape == nullptr) field.type = Type::kGroup;
    good = !field.fields.empty();
  }
  if (!good) return;
  const bool is_own = is_top_of_custom(level) && field.shape == nullptr;
  if (is_own) return add_own(std::move(field), entry.key, fields);
  fields.push_back(std::move(field));
}

// Goes on after a mistake, so that those in the fields of the items are found in the same run.
bool FieldReader::read_list(const YamlNode& map, const PickScope& scope, Field& field) {
  const YamlNode& each = *map.find("each");
  if (field.shape != nullptr && !(field.shape->list && field.shape->shape != nullptr)) {
    report_.error(each, quoted(field.name) + (field.shape->list ? " is a list of texts" : " is no list"),
                  field.shape->list ? "write one selector; it takes all that match" : "leave `each` out");
    return false;
  }
  if (field.shape == nullptr) field.type = Type::kGroup;
  field.each = picks_.read(each, scope, {});
  const auto bad = std::ranges::find_if_not(field.each, picks_nodes);
  if (bad != field.each.end()) {
    report_.error(each, "items are elements or JSON objects, not texts", "use `css`, `xpath`, `json` or `jsonld`");
  }
  if (const YamlNode* required = map.find("required")) {
    field.required = bool_of(*required, "required", report_).value_or(false);
  }
  const YamlNode* stated = map.find("stated");
  if (stated != nullptr) read_stated(*stated, scope, field);
  const PickScope inside{true, std::ranges::any_of(field.each, is_json)};
  const std::size_t errors = report_.count();
  read_group(map, level_below(field.shape), inside, field.fields);
  if (field.fields.empty() && report_.count() == errors) {
    report_.error(each, "this list names no fields", "to take the texts themselves, write `many: true` and no `each`");
  }
  return !field.each.empty() && !field.fields.empty();
}

// Relative to where the list stands, like `each` itself.
void FieldReader::read_stated(const YamlNode& node, const PickScope& scope, Field& field) {
  constexpr std::array<std::string_view, 1> kStatedOptions = {"type"};
  field.stated = picks_.read(node, scope, kStatedOptions);
  const YamlNode* type = node.is_map() ? node.find("type") : nullptr;
  if (type != nullptr && type->text != record::name(Type::kCount)) {
    report_.error(*type, "what a page states is a count", "leave `type` out");
  }
}

// A field that holds an object has a selector only where normalizing can take a text apart (a person, a rating).
bool FieldReader::read_selector(const YamlNode& node, const Level& level, const PickScope& scope, Field& field) {
  if (!takes_selector(field.shape)) {
    const bool is_list = field.shape->list;
    const auto names = field_names(level_below(field.shape));
    report_.error(
        node, quoted(field.name) + (is_list ? " is a list of objects" : " is a group of fields"),
        is_list ? "write a map with `each: SELECTOR` and its fields" : "write a map with some of: " + listed(names));
    return false;
  }
  field.many = field.shape != nullptr && field.shape->list;
  field.any = picks_.read(node, scope, kOptions);
  if (const YamlNode* without = node.is_map() ? node.find("without") : nullptr) read_without(*without, scope, field);
  const bool good = !node.is_map() || read_options(node, level, field);
  return good && !field.any.empty();
}

// Relative to where the field stands.
void FieldReader::read_without(const YamlNode& node, const PickScope& scope, Field& field) {
  field.without = picks_.read(node, scope, {});
  if (std::ranges::all_of(field.without, picks_elements)) return;
  report_.error(node, "what is left out of a field is elements", "use `css` or `xpath`, without an attribute");
}

// `type` comes before the check of `many`, which depends on it.
bool FieldReader::read_options(const YamlNode& map, const Level& level, Field& field) {
  if (const YamlNode* required = map.find("required")) {
    field.required = bool_of(*required, "required", report_).value_or(false);
  }
  if (const YamlNode* many = map.find("many")) {
    const auto value = bool_of(*many, "many", report_);
    if (value && !*value && field.many) {
      report_.error(*many, quoted(field.name) + " is a list", "leave `many` out");
      return false;
    }
    field.many = value.value_or(field.many);
  }
  const YamlNode* type = map.find("type");
  if (type != nullptr && !read_type(*type, level, field)) return false;
  // Pieces of running text are joined; two counts or two persons are not one.
  const bool is_one = field.shape != nullptr && !field.shape->list && !is_text(field.type);
  if (!field.many || !is_one) return true;
  report_.error(*map.find("many"), quoted(field.name) + " takes one value",
                "leave `many` out; the first that matches is taken");
  return false;
}

bool FieldReader::read_type(const YamlNode& node, const Level& level, Field& field) {
  const auto type = type_of(node, report_);
  if (!type) return false;
  if (!may_have_type(level, field.shape, *type)) {
    const std::string own = quoted(record::name(field.type));
    report_.error(node, quoted(field.name) + " is of type " + own + ", not " + quoted(node.text), "leave `type` out");
    return false;
  }
  field.type = *type;
  return true;
}

}  // namespace thresh::rules
