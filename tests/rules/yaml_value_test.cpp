// YAML files as values: what plain and quoted scalars mean, and that nothing else than values comes in.
#include "rules/yaml_value.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/table.h"

using namespace thresh;

namespace {

// What a scalar in a file is: its type and its value, "error" where the file is refused.
std::string read(const std::string& scalar) {
  const auto value = rules::read_yaml("v: " + scalar + "\n", "test.yaml");
  if (!value) return "error";
  const record::Value* v = record::at(*value, "/v");
  REQUIRE(v != nullptr);
  if (v->is_null()) return "null";
  if (const bool* b = v->as_bool()) return *b ? "bool true" : "bool false";
  if (const std::int64_t* integer = v->as_integer()) return "integer " + std::to_string(*integer);
  if (const double* real = v->as_real()) return "real " + std::to_string(*real);
  if (const std::string* text = v->as_text()) return "text " + *text;
  return v->as_list() != nullptr ? "list" : "map";
}

}  // namespace

TEST_CASE("A scalar is what the table says") {
  for (const auto& row : tests::table("rules/yaml_scalars.tsv", 2)) {
    INFO(row[0]);
    CHECK(read(row[0]) == row[1]);
  }
}

TEST_CASE("An expectation may be far longer than a selector file") {
  std::string yaml = "answers:\n";
  for (int i = 0; i < 20'000; ++i) yaml += "  - {votes: 1, body: 'one, two, three'}\n";
  const auto value = rules::read_yaml(yaml, "expected.yaml");
  REQUIRE(value);
  CHECK(record::at(*value, "/answers")->as_list()->size() == 20'000);
}

TEST_CASE("Maps keep the order of the file, lists and maps nest") {
  const auto value = rules::read_yaml("b: [1, {c: x}]\na:\n- null\n- |\n  two\n  lines\n", "test.yaml");
  REQUIRE(value);
  CHECK(value->as_map()->entries().front().first == "b");
  CHECK(*record::at(*value, "/b/1/c")->as_text() == "x");
  CHECK(record::at(*value, "/a/0")->is_null());
  CHECK(*record::at(*value, "/a/1")->as_text() == "two\nlines\n");
}

TEST_CASE("Escapes give every character, and question marks stay what they are") {
  const auto value = rules::read_yaml("a?: \"\\x00\\x01\\x08\\xFF\\uFFFD?\"\nb: {c: d? e?}\n", "test.yaml");
  REQUIRE(value);
  CHECK(*record::at(*value, "/a?")->as_text() == std::string("\0\x01\x08", 3) + "\u00FF\uFFFD?");
  CHECK(*record::at(*value, "/b/c")->as_text() == "d? e?");
}

TEST_CASE("What is no plain tree of values is an error with its place") {
  for (const char* yaml :
       {"a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: !!str 1\n", "a: [", "- a\nb: 1\n", "a: 1\n---\nb: 2\n"}) {
    INFO(yaml);
    const auto value = rules::read_yaml(yaml, "test.yaml");
    REQUIRE_FALSE(value);
    CHECK(value.error().code == base::ErrorCode::kBadRules);
    CHECK(value.error().place.file == "test.yaml");
    CHECK(value.error().place.line > 0);
  }
}

TEST_CASE("No bytes make the reader fail") {
  REQUIRE(rc::check([](const std::string& bytes) { (void)rules::read_yaml(bytes, "test.yaml"); }));
  REQUIRE(rc::check([] {
    std::string yaml;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(
             rc::gen::element<std::string>("a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "|", ">", "'", "\"",
                                           "#", "&x", "*x", "!", "?", "---", "\t"))) {
      yaml += piece;
    }
    (void)rules::read_yaml(yaml, "test.yaml");
  }));
}
