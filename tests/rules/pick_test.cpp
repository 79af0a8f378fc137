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

}  // namespace
}  // namespace thresh::rules
