// Values as JSON text (RFC 8259). UTF-8 stays raw: only '"', '\' and the characters below U+0020 are escaped. Numbers
// are written as in YAML (number.h), so that the two outputs agree digit for digit.
//
// Tested by tests/emit/json_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "emit/text_buffer.h"
#include "record/value.h"

namespace thresh::emit {

class JsonWriter {
 public:
  enum class Layout : std::uint8_t { kCompact, kPretty };  // all on one line; a line each value, two spaces a level

  explicit JsonWriter(Layout layout) : pretty_(layout == Layout::kPretty) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  // A value of its own, or the next one of the list that was begun.
  void write(const record::Map& map);
  void write(const record::Value& value);
  void begin_list();
  void end_list();

  // Behind a value of its own: the end of a JSON line.
  void end_json_line() { text_.add('\n'); }

  // What was written since the last `clear`; valid until the next call.
  std::string_view text() const { return text_.text(); }
  void clear() { text_.clear(); }

  // The steps of a walk (walk.h).
  void open(bool map, std::size_t size);
  void close(bool map);
  void key(const std::string& key);
  void item() { begin_child(); }
  // What stands behind a key, as compact JSON.
  void add_written(std::string_view json) { text_.add(json); }
  void leaf(const record::Value& value);

 private:
  void begin_child();
  void end_line();

  bool pretty_;
  bool in_list_ = false;   // that `begin_list` began
  std::size_t depth_ = 0;  // of what is open
  bool first_ = true;      // what is open holds nothing yet
  TextBuffer text_;
};

// A value as compact JSON.
std::string json_text(const record::Value& value);
std::string json_text(const record::Map& map);

}  // namespace thresh::emit
