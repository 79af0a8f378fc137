// See json.h.
#include "extract/json.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "extract/json_mender.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using record::List;
using record::Map;
using record::Value;

using Stream = rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream>;

// Builds a Value from RapidJSON's events.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
 public:
  // `place`: how far the text was read; `scalars`: see parse_json; may be null.
  Builder(std::string_view text, const Stream& place, std::vector<base::Span>* scalars)
      : text_(text), place_(place), scalars_(scalars) {}

  bool Null() { return put(Value()); }
  bool Bool(bool b) { return put(b); }
  // An integer is one where 64 bits hold it. Any other number stays as it is written: a price of 19.90 has its zero,
  // and a long id all its digits.
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    std::int64_t integer = 0;
    const auto [end, failure] = std::from_chars(text, text + length, integer);
    if (failure == std::errc() && end == text + length) return put(integer);
    return put(std::string_view(text, length));
  }
  bool String(const char* text, rapidjson::SizeType length, bool) { return put(std::string_view(text, length)); }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    open_.back().key.assign(text, length);
    read_to_ = place_.Tell();
    return true;
  }
  bool StartObject() { return open(Map()); }
  bool StartArray() { return open(List()); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  Value take() { return std::move(root_); }

 private:
  struct Open {
    Value value;
    std::string key;  // of the member being read
  };

  // Between two values stand brackets, commas, colons and white space.
  void note_scalar() {
    if (scalars_ == nullptr) return;
    const std::size_t begin = text_.find_first_not_of(" \t\n\r,:[{}]", read_to_);
    read_to_ = place_.Tell();
    scalars_->push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(read_to_)});
  }

  bool put(Value value) {
    if (value.as_list() == nullptr && value.as_map() == nullptr) note_scalar();
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (List* list = open_.back().value.as_list()) {
      list->push_back(std::move(value));
    } else {
      open_.back().value.as_map()->add(open_.back().key, std::move(value));  // of two equal keys the first is found
    }
    return true;
  }
  bool open(Value value) {
    if (open_.size() >= kDeepestJson) return false;
    open_.push_back({std::move(value), {}});
    return true;
  }
  bool close() {
    Value value = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(value));
  }

  std::string_view text_;
  const Stream& place_;
  std::vector<base::Span>* scalars_;
  std::size_t read_to_ = 0;  // behind the last key or scalar
  Value root_;
  std::vector<Open> open_;
};

constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag |
                            rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;

// `end`, if it is not null, gets how far the text was read.
std::optional<Value> read(std::string_view text, std::vector<base::Span>* scalars, std::size_t* end = nullptr) {
  rapidjson::MemoryStream bytes(text.data(), text.size());
  Stream stream(bytes);
  rapidjson::Reader reader;
  Builder builder(text, stream, scalars);
  if (reader.Parse<kFlags>(stream, builder).IsError()) return std::nullopt;
  if (end != nullptr) *end = stream.Tell();
  return builder.take();
}

std::string_view skip_wrapping(std::string_view text) {
  text = text::trim(text);
  for (const std::string_view wrapping : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    if (!text.starts_with(wrapping)) continue;
    std::string_view inside = text::trim(text.substr(wrapping.size()));
    // A whole comment stands before the JSON, which else stands in it.
    const std::size_t end = wrapping == "<!--" && !inside.starts_with('{') && !inside.starts_with('[')
                                ? inside.find("-->")
                                : std::string_view::npos;
    if (end != std::string_view::npos) inside = text::trim(inside.substr(end + 3));
    text = inside;
  }
  return text;
}

constexpr std::pair<std::string_view, char> kReferences[] = {
    {"&quot;", '"'},  {"&#34;", '"'},   {"&#034;", '"'}, {"&#x22;", '"'}, {"&apos;", '\''}, {"&#39;", '\''},
    {"&#039;", '\''}, {"&#x27;", '\''}, {"&lt;", '<'},   {"&gt;", '>'},   {"&amp;", '&'}};

// Whether JSON is written as HTML, where its quotes are character references; in a script they are none.
bool is_escaped(std::string_view json) {
  const std::string_view inside = json.substr(std::min(json.find_first_not_of("{[ \t\n\r"), json.size()));
  return inside.starts_with("&quot;") || inside.starts_with("&#34;") || inside.starts_with("&#034;") ||
         inside.starts_with("&#x22;");
}

std::string unescaped(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const auto* const found = std::ranges::find_if(
        kReferences, [&](const auto& one) { return json[at] == '&' && json.substr(at).starts_with(one.first); });
    const bool any = found != std::end(kReferences);
    out += any ? found->second : json[at];
    at += any ? found->first.size() : 1;
  }
  return out;
}

// Appends what one step leads to from `value`.
void take_step(const Value& value, const rules::JsonPath::Step& step, std::vector<const Value*>& out) {
  const List* list = value.as_list();
  if (step.every && list != nullptr) {
    for (const Value& element : *list) out.push_back(&element);
  } else if (step.every) {
    out.push_back(&value);  // one where there could be many
  } else if (step.index) {
    if (list != nullptr && *step.index < list->size()) out.push_back(&(*list)[*step.index]);
    if (list == nullptr && *step.index == 0) out.push_back(&value);
  } else if (const Map* map = value.as_map()) {
    if (const Value* member = map->find(step.key)) out.push_back(member);
  } else if (list != nullptr) {
    for (const Value& element : *list) {
      const Map* each = element.as_map();
      const Value* member = each == nullptr ? nullptr : each->find(step.key);
      if (member != nullptr) out.push_back(member);
    }
  }
}

template <class Number>
std::string shortest(Number number) {
  char digits[32];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  return {digits, end};
}

}  // namespace

std::optional<Json> parse_json(std::string_view text, std::vector<base::Span>* scalars) {
  const char* const start = text.data();
  const std::size_t whole = text.size();
  text = skip_wrapping(text);
  if (text.empty()) return std::nullopt;
  std::size_t end = 0;
  auto plain = read(text, scalars, &end);
  if (scalars != nullptr) {
    if (!plain) scalars->clear();
    const auto skipped = static_cast<std::uint32_t>(text.data() - start);
    for (base::Span& span : *scalars) span = {span.begin + skipped, span.end + skipped};
  }
  if (plain) return Json{std::move(*plain), false, static_cast<std::size_t>(text.data() - start) + end};
  if (is_escaped(text)) {
    auto inside = read(unescaped(text), nullptr);
    return inside ? std::optional(Json{std::move(*inside), true, whole}) : std::nullopt;
  }
  const auto mended = mend_json(text);
  auto value = mended ? read(*mended, nullptr) : std::nullopt;
  return value ? std::optional(Json{std::move(*value), true, whole}) : std::nullopt;
}

std::vector<const Value*> follow(const Value& root, const rules::JsonPath& path, html::Budget* budget) {
  std::vector<const Value*> here = {&root};
  for (const rules::JsonPath::Step& step : path.steps) {
    std::vector<const Value*> next;
    for (const Value* value : here) {
      const std::size_t elements = value->as_list() == nullptr ? 0 : value->as_list()->size();
      if (budget != nullptr && !budget->spend(1 + elements)) return {};
      take_step(*value, step, next);
    }
    here = std::move(next);
  }
  return here;
}

std::string plainly_written(std::string text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [read_to, failure] = std::from_chars(text.data(), end, number);
  const bool odd = text.find_first_of("eE") != std::string::npos || text.ends_with(".0") || text.ends_with(".00");
  if (failure != std::errc() || read_to != end || !odd) return text;
  constexpr std::size_t kLongest = 1'100;  // what the smallest double takes
  std::string plain(kLongest, '\0');
  const auto written = std::to_chars(plain.data(), plain.data() + kLongest, number, std::chars_format::fixed);
  plain.resize(static_cast<std::size_t>(written.ptr - plain.data()));
  return plain;
}

const Value* json_scalar(const Value& value) {
  const auto is_scalar = [](const Value& one) {
    return !one.is_null() && one.as_map() == nullptr && one.as_list() == nullptr;
  };
  if (is_scalar(value)) return &value;
  const Map* map = value.as_map();
  if (map == nullptr) return nullptr;
  for (const std::string_view key : {"@value", "name"}) {
    const Value* member = map->find(key);
    if (member != nullptr && (member->is_null() || is_scalar(*member))) return member->is_null() ? nullptr : member;
  }
  return nullptr;
}

std::optional<std::string> json_text(const Value& whole) {
  const Value* scalar = json_scalar(whole);
  if (scalar == nullptr) return std::nullopt;
  const Value& value = *scalar;
  if (const std::string* text = value.as_text()) return *text;
  if (const bool* b = value.as_bool()) return *b ? "true" : "false";
  if (const std::int64_t* integer = value.as_integer()) return shortest(*integer);
  if (const double* real = value.as_real()) return shortest(*real);
  return std::nullopt;
}

}  // namespace thresh::extract
