// The columns of what selector files name: every record that the rules make fits, of the type that they say.
#include "convert/custom_columns.h"

#include <catch2/catch.hpp>

#include "columns/builder.h"
#include "convert/convert.h"
#include "emit/json_writer.h"
#include "rules/load.h"

namespace thresh::convert {
namespace {

using columns::ColumnType;

std::vector<rules::Rules> rules_of(std::initializer_list<std::string_view> files) {
  std::vector<rules::Rules> all;
  for (const std::string_view yaml : files) {
    auto loaded = rules::load(yaml, "test.yaml", {});
    REQUIRE(loaded);
    for (rules::Rules& one : *loaded) all.push_back(std::move(one));
  }
  return all;
}

// The type of the column at a path below `fields`; kNull where there is none.
ColumnType type(const columns::Schema& schema, std::string_view path) {
  for (columns::ColumnId id = 1; id < schema.columns.size(); ++id) {
    if (schema.path(id) == path) return schema.columns[id].type;
  }
  return ColumnType::kNull;
}

constexpr std::string_view kOffer = R"(
rules: test/offer@1
record: custom
html:
  url: "link @href"
  price: {css: .price, type: number}
  count: {css: .count, type: count}
  day: {css: .day, type: date}
  seller: {css: .seller, type: person}
  colors: {css: .color, many: true}
  size:
    width: {css: .w, type: count}
  offers:
    each: .offer
    price: {css: b, type: money}
)";

TEST_CASE("fields are typed by their rules") {
  const auto schema = custom_columns(rules_of({kOffer}));
  REQUIRE(schema != nullptr);
  CHECK(type(*schema, "price") == ColumnType::kReal);
  CHECK(type(*schema, "count") == ColumnType::kInteger);
  CHECK(type(*schema, "count_approximate") == ColumnType::kBool);
  CHECK(type(*schema, "day") == ColumnType::kText);
  CHECK(type(*schema, "day_as_written") == ColumnType::kText);
  CHECK(type(*schema, "seller.credentials") == ColumnType::kList);
  CHECK(type(*schema, "colors") == ColumnType::kList);
  CHECK(type(*schema, "size.width") == ColumnType::kInteger);
  CHECK(type(*schema, "offers.price.amount") == ColumnType::kReal);
  CHECK(type(*schema, "url") == ColumnType::kNull);  // every record has it, outside of `fields`
}

TEST_CASE("records that the rules make fit") {
  const auto rules = rules_of({kOffer});
  const auto fields = custom_columns(rules);
  const auto schema = std::make_shared<const columns::Schema>(
      columns::schema_of(*record::find_kind("custom"), {.fields = fields.get()}));
  columns::Builder builder(schema, emit::json_text);
  for (const std::string_view page :
       {"<html><p class=price>4.5<p class=count>1.2k<p class=day>March 3, 2020<p class=seller>Ann Lee, MD<i "
        "class=color>a</i>"
        "<i class=color>b</i><p class=w>3<div class=offer><b>$5</b></div><div class=offer>none</div>",
        "<html><p class=price>much<p>nothing else</p>"}) {
    const auto converted = convert({.name = "p.html", .bytes = page, .url = {}, .charset = {}, .captured = {}},
                                   {.rules = rules, .use_first = true});
    REQUIRE(converted);
    const auto appended = builder.append(converted->record);
    INFO((appended ? "" : appended.error().message));
    CHECK(appended.has_value());
  }
  CHECK(builder.rows() == 2);
}

TEST_CASE("what files disagree about is JSON, what they share is one column") {
  const auto schema = custom_columns(rules_of({kOffer, R"(
rules: test/other@1
record: custom
html:
  price: .price
  colors: {css: .color, many: true}
  size: .size
)"}));
  CHECK(type(*schema, "price") == ColumnType::kJson);
  CHECK(type(*schema, "colors") == ColumnType::kList);
  CHECK(type(*schema, "size") == ColumnType::kJson);
  CHECK(type(*schema, "size.width") == ColumnType::kNull);
}

TEST_CASE("holes of lines are fields, those of parts fields of their items") {
  const auto schema = custom_columns(rules_of({R"(
rules: test/lines@1
record: custom
text:
  lines:
    head: {line: 1, to: name}
    cost: {pattern: "Costs {fields.price:number}"}
    note: {pattern: "{by:person} on {day:date}"}
  parts:
    notes: {is: "note", into: notes}
  layout: "head cost? notes*"
)"}));
  REQUIRE(schema != nullptr);
  CHECK(type(*schema, "name") == ColumnType::kText);
  CHECK(type(*schema, "price") == ColumnType::kReal);
  CHECK(type(*schema, "notes.by.name") == ColumnType::kText);
  CHECK(type(*schema, "notes.day_as_written") == ColumnType::kText);
}

TEST_CASE("rules of other kinds have no such columns") {
  CHECK(custom_columns(rules_of({"rules: a/b@1\nrecord: page\nhtml: {title: h1}\n"})) == nullptr);
  CHECK(custom_columns({}) == nullptr);
}

}  // namespace
}  // namespace thresh::convert
