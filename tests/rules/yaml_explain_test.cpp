// Files that are no YAML: the slip is named at its place, not where yaml-cpp gave up.
#include "rules/yaml_explain.h"

#include <catch2/catch.hpp>

#include "rules/yaml_tree.h"
#include "text/table.h"

namespace thresh::rules {
namespace {

TEST_CASE("What is wrong with a file that is no YAML is said where it is wrong") {
  for (const auto& row : tests::table("rules/yaml_mistakes.tsv", 3)) {
    INFO(row[0]);
    const SourceText source(row[0], "test.yaml");
    const auto tree = parse_yaml(source, base::Limits{});
    REQUIRE_FALSE(tree);
    const base::Error& error = tree.error();
    const std::string place = std::to_string(error.place.line) + ":" + std::to_string(error.place.column);
    CHECK(place + ": " + error.message == row[1]);
    CHECK(error.hint == row[2]);
  }
}

TEST_CASE("A quoted text ends at its own quote, not at an escaped or a doubled one") {
  CHECK(end_of_quoted(R"("a" b)", 0) == 3);
  CHECK(end_of_quoted(R"(x "a\"b" c)", 2) == 8);
  CHECK(end_of_quoted(R"("a\\" c)", 0) == 5);
  CHECK(end_of_quoted("'it''s' b", 0) == 7);
  CHECK(end_of_quoted("'a\\' b", 0) == 4);
  CHECK(end_of_quoted("\"a\\", 0) == std::string_view::npos);
  CHECK(end_of_quoted("'a''", 0) == std::string_view::npos);
}

TEST_CASE("A file may end in a quote, and a quote may span lines") {
  for (const char* yaml : {"a: \"b\"", "a: 'b'\n", "a: \"b\n  c\"\n", "a: 'b\n\n  c' # d\n", "\"a\": {'b': \"c\"}\n",
                           "a: |\n  \"b\n", "a: it's\nb: 5\" wide\n"}) {
    INFO(yaml);
    const SourceText source(yaml, "test.yaml");
    CHECK(parse_yaml(source, base::Limits{}));
  }
}

}  // namespace
}  // namespace thresh::rules
