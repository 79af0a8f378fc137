// The places of a record where a selector file names fields, and what may stand there.
//
// A level is the record itself, a group (question, author) or an item of a list. In the kind `custom` any name may
// stand at any level; otherwise the kind's shape (record/shape.h) decides.
//
// Tested by tests/rules/level_test.cpp.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"
#include "record/shape.h"

namespace thresh::rules {

struct Level {
  const record::Kind* kind = nullptr;    // set at the record itself
  const record::Shape* shape = nullptr;  // null: any name is legal
  bool is_open() const { return shape == nullptr; }
};

Level record_level(const record::Kind& kind);
// The level of a group's fields or a list's items. `field` null: a field that only the file names.
Level level_below(const record::Field* field);

// The field of that name; nullptr if the shape has none, or if the level is open and the name is the file's own.
const record::Field* find_field(const Level& level, std::string_view name);
// The names that a selector file may use there, in order; empty for an open level.
std::vector<std::string_view> field_names(const Level& level);

// The type of a field that does not say one. The `name` of a person, place or specialty is read as one.
record::Type default_type(const Level& level, const record::Field* field);

// Whether a field may be given this type: its own; or, for running text, any of text, markdown, html.
bool may_have_type(const Level& level, const record::Field* field, record::Type type);

// Where a dotted path leads from a level.
struct Destination {
  std::vector<std::string> path;
  Level level;                           // the level of the last name
  const record::Field* field = nullptr;  // null where only the file names it
};
// "author.location". Errors: an empty or unknown name, a name under a text, a way through a list.
std::expected<Destination, base::SyntaxError> follow(std::string_view path, const Level& from);

// As `follow`, for the path of a list of objects.
std::expected<Destination, base::SyntaxError> follow_to_list(std::string_view path, const Level& from);

// As `follow`, for a field that text can go to: no group, and nothing that the program sets.
std::expected<Destination, base::SyntaxError> follow_to_value(std::string_view path, const Level& from);

// The paths of the lists of objects that the record holds, for a closed level.
std::vector<std::string_view> list_names(const Level& level);

}  // namespace thresh::rules
