// See json_writer.h.
#include "emit/json_writer.h"

#include <charconv>
#include <cstdint>

#include "emit/json_string.h"
#include "emit/number.h"
#include "emit/walk.h"

namespace thresh::emit {
namespace {

constexpr std::size_t kNumberSize = 20;  // the longest integer: "-9223372036854775808"

template <class Node>
std::string text_of(const Node& node) {
  JsonWriter writer(JsonWriter::Layout::kCompact);
  writer.write(node);
  return std::string(writer.text());
}

}  // namespace

std::string json_text(const record::Value& value) { return text_of(value); }
std::string json_text(const record::Map& map) { return text_of(map); }

void JsonWriter::write(const record::Map& map) {
  if (in_list_) begin_child();
  walk(map, *this);
}

void JsonWriter::write(const record::Value& value) {
  if (in_list_) begin_child();
  walk(value, *this);
}

void JsonWriter::begin_list() {
  open(false, 0);
  in_list_ = true;
}

void JsonWriter::end_list() {
  in_list_ = false;
  close(false);
}

void JsonWriter::open(bool map, std::size_t) {
  text_.add(map ? '{' : '[');
  ++depth_;
  first_ = true;
}

void JsonWriter::close(bool map) {
  --depth_;
  if (!first_) end_line();
  text_.add(map ? '}' : ']');
  first_ = false;
}

void JsonWriter::begin_child() {
  if (!first_) text_.add(',');
  end_line();
  first_ = false;
}

void JsonWriter::end_line() {
  if (!pretty_) return;
  text_.add('\n');
  for (std::size_t i = 0; i < depth_; ++i) text_.add("  ");
}

void JsonWriter::key(const std::string& key) {
  begin_child();
  add_json_string(key, text_);
  text_.add(':');
  if (pretty_) text_.add(' ');
}

void JsonWriter::leaf(const record::Value& value) {
  if (const std::string* words = value.as_text()) {
    add_json_string(*words, text_);
  } else if (const bool* truth = value.as_bool()) {
    text_.add(*truth ? "true" : "false");
  } else if (const std::int64_t* integer = value.as_integer()) {
    char* const out = text_.room(kNumberSize);
    text_.grow_to(std::to_chars(out, out + kNumberSize, *integer).ptr);
  } else if (const double* real = value.as_real()) {
    NumberBuffer buffer;
    text_.add(number_text(*real, buffer));
  } else {
    text_.add("null");
  }
}

}  // namespace thresh::emit
