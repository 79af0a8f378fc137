// See level.h.
#include "rules/level.h"

#include <algorithm>
#include <optional>

#include "rules/layout_syntax.h"
#include "rules/wording.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

using record::Field;
using record::Type;

// Answers, and not tags.
bool is_object_list(const Field& field) { return field.list && field.shape != nullptr; }

// The type whose shape this is and whose text its `name` is made of.
Type type_named_by(const Level& level) {
  if (level.shape == &record::person_shape()) return Type::kPerson;
  if (level.shape == &record::place_shape()) return Type::kPlace;
  if (level.shape == &record::specialty_shape()) return Type::kSpecialty;
  return Type::kText;
}

// An error that is about all of the path.
std::unexpected<base::SyntaxError> whole_path(std::string_view path, std::string message, std::string hint) {
  return std::unexpected(base::SyntaxError{std::move(message), 0, std::move(hint), path.size()});
}

// Why a path cannot go on after `path`, which leads to `here`; nothing if it can.
std::optional<base::SyntaxError> check_way(const Destination& here, std::string_view path) {
  if (here.field == nullptr) return std::nullopt;
  if (here.field->list)
    return base::SyntaxError{quoted(path) + " is a list", 0, "a part with `into:` fills a list", path.size()};
  if (here.field->shape == nullptr) return base::SyntaxError{quoted(path) + " has no fields", 0, {}, path.size()};
  return std::nullopt;
}

// An error about one name of a path, which starts at `at`.
base::SyntaxError no_name(std::string_view name, std::size_t at) {
  if (name.empty()) return {"a field's name is missing here", at, "a path is written `author.name`"};
  std::string hint = name_hint(name);
  if (name.ends_with('?')) hint = "the `?` of a hole stands at its end: {votes:count?}";
  return {quoted(name) + " cannot be a field's name", at, std::move(hint), text::length(name)};
}

}  // namespace

Level record_level(const record::Kind& kind) { return {&kind, kind.open ? nullptr : kind.shape}; }

Level level_below(const Field* field) { return {nullptr, field == nullptr ? nullptr : field->shape}; }

const Field* find_field(const Level& level, std::string_view name) {
  if (level.kind != nullptr) {
    const Field* field = record::find_field(*level.kind, name);
    // In the kind custom `id` is a name as any other: it stands at `fields.id`.
    return field != nullptr && field->assigned && level.is_open() ? nullptr : field;
  }
  return level.shape == nullptr ? nullptr : level.shape->find(name);
}

std::vector<std::string_view> field_names(const Level& level) {
  std::vector<std::string_view> names;
  if (level.is_open()) return names;
  const auto add = [&names](std::span<const Field> fields) {
    for (const Field& field : fields) {
      if (!field.assigned) names.push_back(field.name);
    }
  };
  add(level.shape->fields);
  if (level.kind != nullptr) add(record::head_shape().fields);
  return names;
}

std::vector<std::string_view> list_names(const Level& level) {
  std::vector<std::string_view> names;
  if (level.is_open()) return names;
  for (const Field& field : level.shape->fields) {
    if (is_object_list(field)) names.push_back(field.name);
  }
  return names;
}

Type default_type(const Level& level, const Field* field) {
  if (field == nullptr) return Type::kText;
  return field->name == "name" && field->type == Type::kText ? type_named_by(level) : field->type;
}

bool may_have_type(const Level& level, const Field* field, Type type) {
  if (field == nullptr || type == field->type || type == default_type(level, field)) return true;
  const bool is_string = field->type == Type::kText || field->type == Type::kMarkdown;
  return is_string && is_text(type);
}

std::expected<Destination, base::SyntaxError> follow(std::string_view path, const Level& from) {
  Destination destination{.path = {}, .level = from};
  constexpr std::size_t kMostNames = 16;
  std::size_t at = 0;
  // An empty path is one empty name, and so is the end of "question."; both are reported as missing.
  for (bool first = true; first || at <= path.size(); first = false) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    const std::string_view name = path.substr(at, end - at);
    if (!first) {
      if (auto error = check_way(destination, path.substr(0, at - 1))) return std::unexpected(std::move(*error));
      destination.level = level_below(destination.field);
    }
    if (destination.path.size() == kMostNames) return whole_path(path, "this path is too long", {});
    if (!is_layout_name(name)) return std::unexpected(no_name(name, at));
    destination.field = find_field(destination.level, name);
    if (destination.field == nullptr && !destination.level.is_open()) {
      Unknown wrong = unknown("field", name, field_names(destination.level));
      return std::unexpected(base::SyntaxError{std::move(wrong.message), at, std::move(wrong.hint), name.size()});
    }
    const bool is_taken = first && from.kind != nullptr && record::head_shape().find(name) != nullptr;
    if (is_taken && destination.field == nullptr) destination.path.emplace_back("fields");
    destination.path.emplace_back(name);
    at = end + 1;
  }
  return destination;
}

std::expected<Destination, base::SyntaxError> follow_to_list(std::string_view path, const Level& from) {
  auto destination = follow(path, from);
  if (!destination || destination->field == nullptr || is_object_list(*destination->field)) return destination;
  // The names of the record's lists are short enough to be shown all.
  const auto lists = list_names(from);
  const std::string_view problem = destination->field->list ? " is a list of texts" : " is no list";
  return whole_path(path, quoted(path) + std::string(problem),
                    lists.empty() ? "this kind has no list of objects" : "the lists are: " + listed(lists));
}

std::expected<Destination, base::SyntaxError> follow_to_value(std::string_view path, const Level& from) {
  auto destination = follow(path, from);
  if (!destination || destination->field == nullptr) return destination;
  const Field& field = *destination->field;
  if (field.assigned) return whole_path(path, quoted(path) + " is set by the program", {});
  if (field.type != Type::kGroup) return destination;
  if (field.list) return whole_path(path, quoted(path) + " is a list of objects", "a part with `into:` fills a list");
  const auto names = field_names(level_below(&field));
  return whole_path(path, quoted(path) + " is a group of fields",
                    "name one of them: `" + std::string(path) + "." + std::string(names.front()) + "`");
}

}  // namespace thresh::rules
