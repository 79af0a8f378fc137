// Values as JSON text (RFC 8259), by RapidJSON. UTF-8 stays raw: only '"', '\' and the characters below U+0020 are
// escaped. Numbers are written as in YAML (number.h), so that the two outputs agree digit for digit.
//
// Tested by tests/emit/json_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "record/value.h"

namespace thresh::emit {

class JsonWriter {
 public:
  enum class Layout : std::uint8_t { kCompact, kPretty };  // all on one line; a line each value, two spaces a level

  explicit JsonWriter(Layout layout);
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  // A value of its own, or the next one of the list that was begun.
  void write(const record::Map& map);
  void write(const record::Value& value);
  void begin_list();
  void end_list();

  // What was written since the last `clear`; valid until the next call.
  std::string_view text() const;
  void clear();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thresh::emit
