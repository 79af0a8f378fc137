// Where the paths of fields lead, in each kind of record.
#include "rules/level.h"

#include <catch2/catch.hpp>

#include "text/table.h"

namespace thresh::rules {
namespace {

// "type" of the field that a path leads to, or the error.
std::string outcome(const std::expected<Destination, base::SyntaxError>& destination) {
  if (!destination)
    return "error at " + std::to_string(destination.error().offset) + ": " + destination.error().message;
  return std::string(record::name(default_type(destination->level, destination->field)));
}

// tests/rules/paths.tsv: the kind, `value` or `list`, the path, the type it has or the error.
TEST_CASE("Paths lead where the table says") {
  for (const auto& row : tests::table("rules/paths.tsv", 4)) {
    INFO(row[0] << " " << row[1] << " " << row[2]);
    const Level level = record_level(*record::find_kind(row[0]));
    CHECK(outcome(row[1] == "list" ? follow_to_list(row[2], level) : follow_to_value(row[2], level)) == row[3]);
  }
}

TEST_CASE("Running text takes any type of running text, and a name the type it names") {
  const Level person{nullptr, &record::person_shape()};
  CHECK(may_have_type(person, find_field(person, "name"), record::Type::kPerson));
  CHECK(may_have_type(person, find_field(person, "name"), record::Type::kText));
  CHECK_FALSE(may_have_type(person, find_field(person, "name"), record::Type::kPlace));
  CHECK_FALSE(may_have_type(person, find_field(person, "url"), record::Type::kText));
}

TEST_CASE("What a file may name leaves out what the program sets") {
  const auto names = field_names(record_level(*record::find_kind("qa")));
  CHECK(names == std::vector<std::string_view>{"title", "question", "answers", "url", "language", "tags"});
  CHECK(field_names(record_level(*record::find_kind("custom"))).empty());
}

}  // namespace
}  // namespace thresh::rules
