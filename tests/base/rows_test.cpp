// Tables as lines of tab-separated columns.
#include "base/rows.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace thresh;

namespace {

std::vector<std::string> rows(std::string_view table) {
  std::vector<std::string> out;
  base::for_each_row(table, [&](std::string_view row) { out.emplace_back(row); });
  return out;
}

}  // namespace

TEST_CASE("Lines that are empty or comments are no rows") {
  CHECK(rows("# a comment\na\tb\n\n#hash\tc\nd") == std::vector<std::string>{"a\tb", "#hash\tc", "d"});
  CHECK(rows("").empty());
  CHECK(rows("\n\n").empty());
}

TEST_CASE("Columns are taken off one by one; those that are missing are empty") {
  std::string_view row = "a\t\tb c";
  CHECK(base::take_column(row) == "a");
  CHECK(base::take_column(row) == "");
  CHECK(base::take_column(row) == "b c");
  CHECK(base::take_column(row) == "");
  CHECK(row.empty());
}

TEST_CASE("Columns joined and taken apart again are the same") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& letters) {
    std::string line;
    for (const std::uint8_t letter : letters) line += letter % 3 == 0 ? '\t' : static_cast<char>('a' + letter % 26);
    std::string_view row = line;
    std::string joined;
    const std::size_t tabs = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
    for (std::size_t i = 0; i <= tabs; ++i) joined += (i > 0 ? "\t" : "") + std::string(base::take_column(row));
    RC_ASSERT(joined == line);
    RC_ASSERT(row.empty());
  }));
}
