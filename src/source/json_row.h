// An object of JSON as a row: which of its members hold the page (dump_keys.h), found by simdjson without reading the
// others, let alone copying them.
//
// Structure, quotes and UTF-8 are checked, numbers and words that are not looked at are not. Of two equal keys the
// first one counts.
//
// Tested by tests/source/json_row_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "source/dump_keys.h"
#include "source/row_page.h"

namespace thresh::source {

class JsonRow {
 public:
  explicit JsonRow(const DumpKeys& keys);
  ~JsonRow();
  JsonRow(const JsonRow&) = delete;
  JsonRow& operator=(const JsonRow&) = delete;

  // What is wrong with an object, and the byte where.
  struct Trouble {
    std::string message;
    std::size_t at = 0;
  };
  // Offers the members of the object to `values`, as views of `json`. Behind `json` there are ByteWindow::kPadding
  // bytes more that may be read.
  std::optional<Trouble> read(std::string_view json, RowPage& values);
  // The keys of the object that was read last: "id, name, tags.0".
  std::string keys(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thresh::source
