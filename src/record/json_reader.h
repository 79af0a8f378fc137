// JSON as we write it (RFC 8259) back to values, by simdjson: some hundred megabytes a second, strict, without
// recursion.
//
// Unlike extract/json.h, which is tolerant of what pages embed, it takes nothing but valid JSON, and numbers are
// numbers: whole ones that 64 bits hold are integers, all others reals.
//
// Tested by tests/record/json_reader_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "record/value.h"

namespace thresh::record {

class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  // One value, with nothing but white space around it; nesting up to 512. Of two equal keys the first one counts.
  // Errors: kUnreadable, with simdjson's reason.
  base::Result<Value> read(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A text member at the top of an object that our own writer wrote, without reading the rest: nothing where the text is
// not of that form (an escape in the value, white space, another first key). `key` is the first one.
std::string_view first_member(std::string_view json, std::string_view key);

}  // namespace thresh::record
