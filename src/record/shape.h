// What a record of each kind holds: the one table that the rules are checked against, that records are filled by, and
// that the JSON Schemas in schemas/ are printed from.
//
// A Shape is a list of fields. A field holds a value of a Type; where the type is an object (a person, a rating …)
// `shape` says of which fields, and a selector file may name those fields one by one instead. A list of objects
// (answers) has `list` and a shape; a list of strings (tags) has `list` and none.
//
// What stands where there is nothing: null for a value or an object, [] for a list, no key at all for an `optional`
// field. So a reader can always iterate over a list.
//
// Tested by tests/record/shape_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace thresh::record {

// The types that a selector file can name. docs/selectors.md lists what each makes of a text.
enum class Type : std::uint8_t {
  kText,
  kMarkdown,
  kHtml,
  kUrl,
  kCount,   // a whole number: "1.2k", "+12"
  kNumber,  // a decimal number: "4.9"
  kRating,
  kPerson,
  kPlace,
  kSpecialty,
  kDate,
  kBool,
  kLanguage,
  kMoney,
  kGroup,  // an object that only its fields can fill (a question); not nameable in a selector file
};

std::string_view name(Type type);

// Whether a value of the type is words as they are (text, markdown, html) and not something that is read out of them.
constexpr bool is_text(Type type) { return type == Type::kText || type == Type::kMarkdown || type == Type::kHtml; }

std::optional<Type> type_of_name(std::string_view name);
// The names that a selector file may use, in the order of the enumeration.
std::span<const std::string_view> type_names();

struct Shape;

struct Field {
  std::string_view name;
  Type type = Type::kText;
  const Shape* shape = nullptr;  // the fields of an object, or of a list's items
  bool list = false;
  bool optional = false;        // written only where there is something to say; else null stands there
  bool prose = false;           // running text of several lines (a body); other texts stand on one line
  bool essential = false;       // the list that a record of the kind is about: that it is empty is a finding
  bool assigned = false;        // set by the program (position), not by a selector file
  std::string_view about = {};  // one sentence, for the schema and the docs
  std::span<const std::string_view> words = {};  // the closed list of texts that the field may hold; empty: any
};

struct Shape {
  std::string_view name;
  std::span<const Field> fields;
  std::string_view about;

  const Field* find(std::string_view field_name) const;  // nullptr if there is none
};

// A kind of record: its own fields, which stand after `id`, `kind`, `source`, `url`, `language` and `tags`.
struct Kind {
  std::string_view name;
  const Shape* shape;
  bool open = false;  // `custom`: a selector file names the fields, which stand under `fields`
};

std::span<const Kind> kinds();
const Kind* find_kind(std::string_view name);  // nullptr if there is none

// What every record starts with: id, kind, source (assigned), url, language, tags (a selector file may fill those).
const Shape& head_shape();

// The field of that name: one of the kind's own, else one of the head; nullptr if the kind has none.
const Field* find_field(const Kind& kind, std::string_view name);

// The shapes that typed values have.
const Shape& person_shape();  // "author"
const Shape& post_shape();    // a question, an answer, a comment, a reply
const Shape& place_shape();
const Shape& specialty_shape();
const Shape& rating_shape();
const Shape& money_shape();

}  // namespace thresh::record
