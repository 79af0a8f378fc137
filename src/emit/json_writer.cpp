// See json_writer.h; the one file that includes RapidJSON.
#include "emit/json_writer.h"

// RapidJSON 1.1.0 adds to a null pointer before it first allocates, which Clang's sanitizer reports.
#ifdef __clang__
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#ifdef __clang__
#pragma clang attribute pop
#endif

#include <string>

#include "base/utf8.h"
#include "emit/number.h"
#include "emit/walk.h"

namespace thresh::emit {
namespace {

using Compact = rapidjson::Writer<rapidjson::StringBuffer>;
using Pretty = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

// Hands each step of a walk to a RapidJSON writer.
template <class Writer>
class JsonSink {
 public:
  explicit JsonSink(Writer& writer) : writer_(writer) {}

  void open(bool map, std::size_t) { map ? writer_.StartObject() : writer_.StartArray(); }
  void close(bool map) { map ? writer_.EndObject() : writer_.EndArray(); }
  void item() {}

  void key(const std::string& key) {
    if (base::is_utf8(key))
      writer_.Key(key.data(), size(key));
    else
      text(base::repaired(key));  // a key is written as any string is
  }

  void leaf(const record::Value& value) {
    if (const std::string* words = value.as_text())
      return base::is_utf8(*words) ? text(*words) : text(base::repaired(*words));
    if (const bool* truth = value.as_bool()) return static_cast<void>(writer_.Bool(*truth));
    if (const std::int64_t* integer = value.as_integer()) return number(*integer);
    if (const double* real = value.as_real()) return number(*real);
    writer_.Null();
  }

 private:
  static rapidjson::SizeType size(const std::string& text) { return static_cast<rapidjson::SizeType>(text.size()); }

  void text(const std::string& words) { writer_.String(words.data(), size(words)); }

  template <class Number>
  void number(Number value) {
    NumberBuffer buffer;
    const std::string_view digits = number_text(value, buffer);
    writer_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
  }

  Writer& writer_;
};

}  // namespace

struct JsonWriter::State {
  explicit State(Layout chosen) : layout(chosen) { pretty.SetIndent(' ', 2); }

  template <class Action>
  void with_writer(const Action& action) {
    if (layout == Layout::kCompact)
      action(compact);
    else
      action(pretty);
  }

  // A RapidJSON writer takes one value; outside of a list each value is a fresh start.
  template <class Node>
  void write(const Node& node) {
    with_writer([&](auto& writer) {
      if (!in_list) writer.Reset(buffer);
      JsonSink sink(writer);
      walk(node, sink);
    });
  }

  Layout layout;
  bool in_list = false;
  rapidjson::StringBuffer buffer;
  Compact compact{buffer};
  Pretty pretty{buffer};
};

JsonWriter::JsonWriter(Layout layout) : state_(std::make_unique<State>(layout)) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::write(const record::Map& map) { state_->write(map); }
void JsonWriter::write(const record::Value& value) { state_->write(value); }

void JsonWriter::begin_list() {
  state_->with_writer([](auto& writer) { writer.StartArray(); });
  state_->in_list = true;
}

void JsonWriter::end_list() {
  state_->with_writer([](auto& writer) { writer.EndArray(); });
  state_->in_list = false;
}

std::string_view JsonWriter::text() const { return {state_->buffer.GetString(), state_->buffer.GetSize()}; }

void JsonWriter::clear() { state_->buffer.Clear(); }

}  // namespace thresh::emit
