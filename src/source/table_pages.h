// Pages in the tables of an SQLite database: the rows of every table and view that has a column for HTML or text,
// tables in the order in which they were made, rows by rowid.
//
// The file is opened read-only and as one that does not change, so that nothing is written beside it; what a writer
// left in a write-ahead log is not seen. It need not be trusted: its schema may call no function that reaches out of
// it, a value is at most `limits.input_bytes`, and a view may take so many steps a row and no more.
//
// A page is called `FILE#TABLE/NUMBER`: the rowid, or of a view or a table without one, the number of the row from 1.
//
// Tested by tests/source/table_pages_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "source/source.h"

namespace thresh::source {

// `only`: "TABLE/NUMBER". `table`: the only one to be read; empty for all. The file is opened by its path.
// Errors: kUnreadable, kUsage where there is no such table.
base::Result<std::unique_ptr<Reader>> table_pages(const std::string& file, std::optional<std::string> only,
                                                  const std::string& table, const base::Limits& limits,
                                                  const NamedKeys& keys);

}  // namespace thresh::source
