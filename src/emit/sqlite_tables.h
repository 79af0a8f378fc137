// How records lie in tables: made from the shapes of the kinds (record/shape.h), so that a field that is added there
// has its column here.
//
// A record is a row of `records`, of whatever kind it is: the fields of all kinds are its columns, null where a kind
// does not have them. What is an object there is its columns with the object's name in front (`author_name`,
// `author_location_country`). Every list of objects is a table (`answers`, `comments`, `absent` …) whose rows name
// their record and their place in the list; so is a question, which has what posts have. Lists of plain values, and
// whatever lies deeper, are JSON text, which SQLite's own functions read.
//
// Tested by tests/emit/sqlite_test.cpp and tests/emit/sqlite_test.py.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thresh::emit {

struct SqlColumn {
  std::string name;
  std::string_view type;               // of SQLite; a hint, since its columns take anything
  std::vector<std::string_view> keys;  // the way to the value, from the record or the item of the list
};

struct SqlTable {
  std::string name;
  std::string_view key;  // of the record, where its rows stand; empty for `records` itself
  bool list = false;     // the rows have a position
  std::vector<SqlColumn> columns;
};

// `records` first.
std::vector<SqlTable> sql_tables();

std::string create_sql(const SqlTable& table);
// Parameter 1 is the record's number, for lists 2 is the position; the columns follow.
std::string insert_sql(const SqlTable& table);

// The name in double quotes.
std::string sql_name(std::string_view name);

}  // namespace thresh::emit
