// Selectors in all their short and long forms, and what is said of those that are wrong.
#include <catch2/catch.hpp>

#include "rules/files.h"
#include "rules/pick_reader.h"
#include "text/table.h"

namespace thresh::rules {
namespace {

std::string written(const Pick& pick) {
  std::string out = std::string(name(pick.from)) + " " + pick.source;
  if (!pick.attribute.empty()) out += " @" + pick.attribute;
  return out;
}

// The picks of the field `f`, given its value as YAML; `item`: inside an `each` over JSON.
std::string picks_of(const std::string& value, bool item) {
  std::string yaml = "rules: test/picks@1\nrecord: custom\nuse: {one: .card, list: '.a, .b', path: //div}\nhtml:\n";
  yaml += item ? "  items:\n    each: json:__DATA__ items\n    f: " : "  f: ";
  const auto loaded = load(yaml + value + "\n", "test.yaml", base::Limits{});
  if (!loaded) return "error: " + loaded.error().front().message;
  const Field& top = loaded->front().html->fields.front();
  std::string out;
  for (const Pick& pick : item ? top.fields.front().any : top.any) out += (out.empty() ? "" : " | ") + written(pick);
  return out;
}

// tests/rules/picks.tsv: `page` or `item`, the value as YAML, the picks.
TEST_CASE("Selectors are read as the table says") {
  for (const auto& row : tests::table("rules/picks.tsv", 3)) {
    INFO(row[0] << " " << row[1]);
    CHECK(picks_of(row[1], row[0] == "item") == row[2]);
  }
}

// tests/rules/selector_hints.tsv: the value as YAML, the error, the hint.
TEST_CASE("A wrong selector comes with what was likely meant") {
  for (const auto& row : tests::table("rules/selector_hints.tsv", 3)) {
    INFO(row[0]);
    const auto loaded =
        load("rules: test/picks@1\nrecord: custom\nhtml:\n  f: " + row[0] + "\n", "test.yaml", base::Limits{});
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error().front().message == row[1]);
    CHECK(loaded.error().front().hint == row[2]);
  }
}

TEST_CASE("What only looks wrong is right") {
  for (const char* value : {"\"xpath://*[contains(@id, 'id(x')]\"", "\"xpath://*[@id='x']/void(1)\"",
                            "\"[title='> x']\"", "\"p:has(> img)\"", "\"meta:user@example.org\"", "\"const:“en”\"",
                            "\"regex:“(.*?)”\"", "\"h1 /* the title */ > b\"", "\"/* first */ h1\""}) {
    INFO(value);
    const bool is_function = std::string_view(value).find("void(") != std::string_view::npos;
    const std::string found = picks_of(value, false);
    CHECK(found.starts_with("error: bad XPath") == is_function);
    CHECK((is_function || !found.starts_with("error")));
  }
}

TEST_CASE("Inside `each` a selector may start with a combinator, for what is dropped it may not") {
  const std::string head = "rules: a/b@1\nrecord: qa\n";
  CHECK(tests::errors_of(head + "html: {answers: {each: .a, body: p, author: \"+ .byline\"}}\n").empty());
  CHECK(tests::errors_of(head + "html: {title: h1}\ndrop: [\"> nav\"]\n") ==
        std::vector<std::string>{"4:8: a selector that starts with `>` is relative to an item, and here is no `each`"});
}

}  // namespace
}  // namespace thresh::rules
