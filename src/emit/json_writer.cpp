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

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "emit/number.h"
#include "emit/walk.h"

namespace thresh::emit {
namespace {

// The bytes of a string that are written otherwise than as they are (RFC 8259, section 7).
constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

// Whether one of eight bytes is escaped, by arithmetic on all of them at once: a byte below n borrows from its high
// bit.
bool any_escaped(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  const std::uint64_t quotes = word ^ (kOnes * '"'), backslashes = word ^ (kOnes * '\\');
  const std::uint64_t below =
      ((word - kOnes * 0x20) & ~word) | ((quotes - kOnes) & ~quotes) | ((backslashes - kOnes) & ~backslashes);
  return (below & kHighs) != 0;
}

// How many bytes at the start are written as they are.
std::size_t unescaped_length(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size() && !any_escaped(text.data() + at)) at += 8;
  while (at < text.size() && !kEscaped[static_cast<std::uint8_t>(text[at])]) ++at;
  return at;
}

}  // namespace
}  // namespace thresh::emit

// The hook that RapidJSON's writer has for copying in one piece what needs no escape. Its own version for SSE2 leaves
// U+001A to U+001F unescaped in 1.1.0.
template <>
inline bool rapidjson::Writer<rapidjson::StringBuffer>::ScanWriteUnescapedString(rapidjson::StringStream& is,
                                                                                 std::size_t length) {
  const std::size_t count = thresh::emit::unescaped_length({is.src_, length - is.Tell()});
  std::memcpy(os_->PushUnsafe(count), is.src_, count);  // there is room: the writer reserved it for escapes
  is.src_ += count;
  return is.Tell() < length;
}

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
