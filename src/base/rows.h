// Tables of data/ as lines of tab-separated columns.
//
// Empty lines and lines that start with "# " are comments. Views into the table.
//
// Tested by tests/base/rows_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace thresh::base {

// Takes the first column off `row`.
inline std::string_view take_column(std::string_view& row) {
  const std::size_t end = std::min(row.find('\t'), row.size());
  const std::string_view column = row.substr(0, end);
  row.remove_prefix(std::min(end + 1, row.size()));
  return column;
}

// Calls `use(row)` for each line of the table that is neither empty nor a comment.
template <class Use>
void for_each_row(std::string_view table, Use use) {
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const std::string_view row = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (!row.empty() && !row.starts_with("# ")) use(row);
  }
}

}  // namespace thresh::base
