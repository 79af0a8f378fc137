// Paths into JSON and JSON-LD: what the table reads out of them, and that no bytes make the parser fail.
#include "rules/json_path.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "text/table.h"

namespace thresh::rules {
namespace {

// "ROOT: .key [2] [*]"
std::string written(const std::expected<JsonPath, base::SyntaxError>& path) {
  if (!path) return "error at " + std::to_string(path.error().offset) + ": " + path.error().message;
  std::string out = path->root + ":";
  for (const JsonPath::Step& step : path->steps) {
    if (step.every)
      out += " [*]";
    else if (step.index)
      out += " [" + std::to_string(*step.index) + "]";
    else
      out += " ." + step.key;
  }
  return out;
}

// tests/rules/json_paths.tsv: `json`, `item` (a json path inside an `each`) or `jsonld`; the path; what it means.
TEST_CASE("JSON paths are read as the table says") {
  for (const auto& row : tests::table("rules/json_paths.tsv", 3)) {
    INFO(row[0] << " " << row[1]);
    const auto path = row[0] == "jsonld" ? parse_json_ld_path(row[1]) : parse_json_path(row[1], row[0] == "item");
    CHECK(written(path) == row[2]);
  }
}

TEST_CASE("Any text is a JSON path or an error within it") {
  REQUIRE(rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab.[]*\"'\\$@ 012")));
    const auto path = parse_json_path(text, *rc::gen::arbitrary<bool>());
    if (!path) RC_ASSERT(path.error().offset <= text.size());
  }));
}

}  // namespace
}  // namespace thresh::rules
