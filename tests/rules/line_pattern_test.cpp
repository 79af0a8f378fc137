// Line patterns, taken apart.
#include "rules/line_pattern.h"

#include <catch2/catch.hpp>

#include "text/table.h"

namespace thresh::rules {
namespace {

// "fixed text", <path type?>
std::string written(const std::expected<std::vector<WrittenPiece>, base::SyntaxError>& pieces) {
  if (!pieces) return "error at " + std::to_string(pieces.error().offset) + ": " + pieces.error().message;
  std::string out;
  for (const WrittenPiece& piece : *pieces) {
    if (piece.path.empty())
      out += "\"" + piece.literal + "\"";
    else
      out += "<" + piece.path + " " + piece.type + (piece.optional ? "?>" : ">");
  }
  return out;
}

// tests/rules/line_patterns.tsv: the pattern, its pieces.
TEST_CASE("Line patterns are read as the table says") {
  for (const auto& row : tests::table("rules/line_patterns.tsv", 2)) {
    INFO(row[0]);
    CHECK(written(parse_line_pattern(row[0])) == row[1]);
  }
}

}  // namespace
}  // namespace thresh::rules
