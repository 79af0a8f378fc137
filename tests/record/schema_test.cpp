// What the schemas say, sampled; a real validator tries them in tests/emit/schema_test.py.
#include "record/schema.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/finding.h"
#include "record/reasons.h"

namespace thresh::record {
namespace {

Value schema_of(std::string_view kind) { return json_schema(*find_kind(kind)); }

const Value& get(const Value& schema, std::string_view pointer) {
  INFO(pointer);
  const Value* found = at(schema, pointer);
  REQUIRE(found != nullptr);
  return *found;
}

bool holds(const Value& list, std::string_view word) {
  for (const Value& item : *list.as_list()) {
    if (item == Value(word)) return true;
  }
  return false;
}

TEST_CASE("a schema says which draft it is written in and what it describes") {
  const Value schema = schema_of("qa");
  CHECK(get(schema, "/$schema") == Value("https://json-schema.org/draft/2020-12/schema"));
  CHECK(get(schema, "/$id") == Value("urn:thresh:schema:qa:1"));
  CHECK(get(schema, "/properties/kind/const") == Value("qa"));
  CHECK(get(schema, "/additionalProperties") == Value(false));
}

TEST_CASE("a value may be null, an object too; a list and an optional value may not") {
  const Value schema = schema_of("qa");
  CHECK(get(schema, "/properties/title/type") == Value(List{"string", "null"}));
  CHECK(get(schema, "/$defs/post/properties/votes/type") == Value(List{"integer", "null"}));
  CHECK(get(schema, "/$defs/rating/properties/value/type") == Value(List{"number", "null"}));
  CHECK(get(schema, "/properties/question/anyOf/0/$ref") == Value("#/$defs/post"));
  CHECK(get(schema, "/properties/question/anyOf/1/type") == Value("null"));
  CHECK(get(schema, "/properties/answers/type") == Value("array"));
  CHECK(get(schema, "/properties/answers/items/$ref") == Value("#/$defs/post"));
  CHECK(get(schema, "/$defs/place/properties/candidates/type") == Value("array"));
}

TEST_CASE("every field is required but the optional ones and the bookkeeping") {
  const Value schema = schema_of("qa");
  for (const char* field : {"id", "kind", "source", "url", "language", "tags", "title", "question", "answers"}) {
    CHECK(holds(get(schema, "/required"), field));
  }
  for (const char* field : {"schema", "absent", "warnings"}) CHECK_FALSE(holds(get(schema, "/required"), field));
  CHECK(holds(get(schema, "/$defs/post/required"), "reply_to"));
  CHECK_FALSE(holds(get(schema, "/$defs/post/required"), "votes_approximate"));
}

TEST_CASE("the words of closed lists are spelled out") {
  const Value schema = schema_of("page");
  const Value& warnings = get(schema, "/properties/warnings/items/properties/code/enum");
  CHECK(holds(warnings, base::name(base::FindingCode::kIncomplete)));
  CHECK(holds(warnings, base::name(base::FindingCode::kPageCut)));
  CHECK_FALSE(holds(warnings, "unknown"));
  CHECK(get(schema, "/properties/absent/items/properties/reason/enum").as_list()->size() == absence_names().size());
  CHECK(get(schema, "/properties/removed/items/properties/reason/enum").as_list()->size() == removal_names().size());
  CHECK(get(schema_of("qa"), "/$defs/specialty/properties/match/enum") == Value(List{"exact", "mapped", nullptr}));
}

TEST_CASE("only `custom` has fields of any name, under `fields`") {
  CHECK(get(schema_of("custom"), "/properties/fields/type") == Value("object"));
  CHECK(holds(get(schema_of("custom"), "/required"), "fields"));
  CHECK(at(schema_of("qa"), "/properties/fields") == nullptr);
}

// Every reference that stands anywhere in the schema, with a stack of its own.
std::set<std::string> references(const Value& schema) {
  std::set<std::string> found;
  std::vector<const Value*> open{&schema};
  while (!open.empty()) {
    const Value* here = open.back();
    open.pop_back();
    if (const List* list = here->as_list()) {
      for (const Value& item : *list) open.push_back(&item);
    }
    if (here->as_map() == nullptr) continue;
    for (const auto& [key, value] : here->as_map()->entries()) {
      if (key == "$ref") found.insert(*value.as_text());
      open.push_back(&value);
    }
  }
  return found;
}

TEST_CASE("every reference leads to a definition, and every definition is used") {
  for (const Kind& kind : kinds()) {
    const Value schema = json_schema(kind);
    std::set<std::string> defined;
    for (const auto& [name, definition] : get(schema, "/$defs").as_map()->entries()) defined.insert("#/$defs/" + name);
    INFO(kind.name);
    CHECK(references(schema) == defined);
  }
}

}  // namespace
}  // namespace thresh::record
