// Which columns the records of a kind have.
#include "columns/schema.h"

#include <catch2/catch.hpp>

#include "columns/make.h"

namespace thresh::columns {
namespace {

using emit::map_of;
using record::List;
using record::Map;
using record::Value;

std::string_view letter(ColumnType type) {
  constexpr std::string_view kLetters[] = {"null", "text", "json", "int", "real", "bool", "struct", "list", "entries"};
  return kLetters[static_cast<std::size_t>(type)];
}

// "name:type" of the columns below the record that are no items of lists.
std::string listed(const Schema& schema) {
  std::string out;
  for (ColumnId id = 1; id < schema.columns.size(); ++id) {
    if (is_list(schema.columns[schema.columns[id].parent].type)) continue;
    out += (out.empty() ? "" : " ") + schema.path(id) + ':' + std::string(letter(schema.columns[id].type));
  }
  return out;
}

Schema of_kind(std::string_view kind, const KindOptions& options = {}) {
  return schema_of(*record::find_kind(kind), options);
}

std::vector<record::FieldPath> paths(std::initializer_list<std::string_view> texts) {
  std::vector<record::FieldPath> out;
  for (const std::string_view text : texts) out.push_back(*record::FieldPath::read(text));
  return out;
}

TEST_CASE("columns are those of the record, in its order and with its nesting") {
  const Schema schema = of_kind("page", {.bookkeeping = false});
  CHECK(listed(schema) ==
        "id:text kind:text source:struct source.name:text source.url:text source.sha256:text source.charset:text "
        "source.captured:text source.rules:text source.pages:list source.pages.name:text source.pages.url:text "
        "source.pages.sha256:text source.pages.charset:text source.pages.captured:text url:text language:text "
        "tags:list title:text description:text body:text");
}

TEST_CASE("counts are whole numbers, ratings are numbers, dates stay texts") {
  const Schema schema = of_kind("qa");
  const auto type = [&](std::string_view path) { return letter(schema.columns[find(schema, path)].type); };
  CHECK(type("answers.votes") == "int");
  CHECK(type("answers.author.rating.value") == "real");
  CHECK(type("answers.accepted") == "bool");
  CHECK(type("answers.date") == "text");
  CHECK(type("completeness") == "entries");
  CHECK(type("removed.count") == "int");
  CHECK(type("conflicts.values") == "list");
  CHECK(find(schema, "provenance") == 0);
  const Schema with = of_kind("qa", {.provenance = true});
  CHECK(letter(with.columns[find(with, "provenance")].type) == "json");
}

TEST_CASE("columns stand in preorder and know each other") {
  for (const record::Kind& kind : record::kinds()) {
    const Schema schema = schema_of(kind, {});
    for (ColumnId id = 1; id < schema.columns.size(); ++id) {
      CHECK(schema.columns[id].parent < id);
      for (const ColumnId child : schema.columns[id].children) CHECK(schema.columns[child].parent == id);
      if (is_list(schema.columns[id].type)) CHECK(schema.columns[id].children.size() == 1);
    }
  }
}

TEST_CASE("fields that nobody named the columns of are JSON") {
  const Schema schema = of_kind("custom", {.bookkeeping = false});
  CHECK(listed(schema).ends_with("tags:list fields:json"));
}

TEST_CASE("fields of the rules stand under fields") {
  SchemaMaker maker;
  maker.add_value(SchemaMaker::kRecord, "price", record::Type::kNumber, false);
  maker.add_value(SchemaMaker::kRecord, "places", record::Type::kPlace, true);
  const Schema fields = std::move(maker).finish("custom");
  const Schema schema = of_kind("custom", {.bookkeeping = false, .fields = &fields});
  CHECK(
      listed(schema).ends_with("fields:struct fields.price:real fields.places:list fields.places.name:text "
                               "fields.places.as_written:text fields.places.region:text "
                               "fields.places.country:text fields.places.candidates:list "
                               "fields.places.candidates.name:text fields.places.candidates.region:text "
                               "fields.places.candidates.country:text"));
}

TEST_CASE("a type is found that takes all values") {
  const auto type = [](std::initializer_list<Value> values) {
    SchemaMaker maker;
    for (const Value& value : values) maker.add_like(SchemaMaker::kRecord, "a", value);
    return listed(std::move(maker).finish("custom"));
  };
  CHECK(type({nullptr}) == "a:text");
  CHECK(type({nullptr, 1}) == "a:int");
  CHECK(type({1, 2.5}) == "a:real");
  CHECK(type({1, "1"}) == "a:json");
  CHECK(type({true, 1}) == "a:json");
  CHECK(type({"x", List{}}) == "a:json");
  CHECK(type({List{1}, List{}}) == "a:list");
  CHECK(type({map_of({{"b", 1}}), map_of({{"c", "x"}})}) == "a:struct a.b:int a.c:text");
  CHECK(type({map_of({{"b", 1}}), "x"}) == "a:json");
  CHECK(type({Map()}) == "a:json");
  CHECK(type({map_of({{std::string("b\0", 2), 1}})}) == "a:json");
  CHECK(type({List{map_of({{"b", nullptr}}), map_of({{"b", true}})}}) == "a:list a.b:bool");
}

TEST_CASE("what is nested too deeply, or has too many fields, is JSON") {
  Value deep = 1;
  for (int i = 0; i < 100'000; ++i) {
    Map map;
    map.add("a", std::move(deep));
    deep = std::move(map);
  }
  SchemaMaker maker;
  maker.add_like(SchemaMaker::kRecord, "a", deep);
  Map wide;
  for (std::size_t i = 0; i < SchemaMaker::kMostFields + 10; ++i) wide.add('f' + std::to_string(i), 1);
  maker.add_like(SchemaMaker::kRecord, "wide", wide);
  const Schema schema = std::move(maker).finish("custom");
  REQUIRE(schema.columns.size() == SchemaMaker::kDeepest + 2);
  CHECK(letter(schema.columns[SchemaMaker::kDeepest - 1].type) == "struct");
  CHECK(letter(schema.columns[SchemaMaker::kDeepest].type) == "json");
  CHECK(letter(schema.columns[SchemaMaker::kDeepest + 1].type) == "json");  // the wide one
  while (Map* map = deep.as_map()) {  // taken down from outside, since what tears it down goes inside by recursion
    Value inner = std::move(map->entries().front().second);
    deep = std::move(inner);
  }
}

TEST_CASE("columns are chosen by the paths of fields") {
  const Schema schema = of_kind("qa");
  const auto selected = select(schema, paths({"title", "answers.author.name", "answers.votes", "source"}));
  REQUIRE(selected);
  CHECK(listed(selected->schema) ==
        "title:text answers:list answers.author:struct answers.author.name:text answers.votes:int source:struct "
        "source.name:text source.url:text source.sha256:text source.charset:text source.captured:text "
        "source.rules:text source.pages:list source.pages.name:text source.pages.url:text source.pages.sha256:text "
        "source.pages.charset:text source.pages.captured:text");
  const auto wrong = select(schema, paths({"title", "answers.price"}));
  REQUIRE(!wrong);
  CHECK(wrong.error().message == "records of the kind qa have no field `answers.price`");
  CHECK(!select(schema, paths({"completeness.answers"})));
}

TEST_CASE("a field of the rules is found without `fields.` before it") {
  SchemaMaker maker;
  maker.add_value(SchemaMaker::kRecord, "a/b", record::Type::kText, false);
  const Schema fields = std::move(maker).finish("custom");
  const auto selected = select(of_kind("custom", {.fields = &fields}), paths({"/a~1b"}));
  REQUIRE(selected);
  CHECK(listed(selected->schema) == "fields:struct fields.a/b:text");
  CHECK(selected->paths.front().names() == std::vector<std::string>{"fields", "a/b"});
}

}  // namespace
}  // namespace thresh::columns
