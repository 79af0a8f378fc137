// See json_reader.h; the one file of the room that includes simdjson.
#include "record/json_reader.h"

#include <simdjson.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace thresh::record {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kDeepest = 512;

// A list or a map whose children are being read.
struct Open {
  Value value;
  dom::array::iterator item, last_item;
  dom::object::iterator member, last_member;
  std::string_view key = {};  // of the child being read; the parser keeps it until it reads the next text

  bool done() const { return value.as_list() != nullptr ? !(item != last_item) : !(member != last_member); }
};

Open opened(const dom::element& element) {
  if (element.is_array()) {
    const dom::array array = element.get_array().value_unsafe();
    List list;
    list.reserve(array.size());
    return {std::move(list), array.begin(), array.end(), {}, {}};
  }
  const dom::object object = element.get_object().value_unsafe();
  Map map;
  map.reserve(object.size());
  return {std::move(map), {}, {}, object.begin(), object.end()};
}

Value scalar(const dom::element& element) {
  switch (element.type()) {
    case dom::element_type::STRING:
      return std::string_view(element.get_string().value_unsafe());
    case dom::element_type::INT64:
      return element.get_int64().value_unsafe();
    case dom::element_type::UINT64:
      return static_cast<double>(element.get_uint64().value_unsafe());
    case dom::element_type::DOUBLE:
      return element.get_double().value_unsafe();
    case dom::element_type::BOOL:
      return element.get_bool().value_unsafe();
    default:
      return nullptr;
  }
}

// The next child of `open`; `open.key` becomes its key.
dom::element next_child(Open& open) {
  if (open.value.as_list() != nullptr) {
    const dom::element child = *open.item;
    ++open.item;
    return child;
  }
  open.key = open.member.key();
  const dom::element child = open.member.value();
  ++open.member;
  return child;
}

void put(Open& open, Value value) {
  if (List* list = open.value.as_list()) {
    list->push_back(std::move(value));
  } else {
    open.value.as_map()->add(open.key, std::move(value));  // of two equal keys the first is found
  }
}

Value value_of(const dom::element& root) {
  if (!root.is_array() && !root.is_object()) return scalar(root);
  constexpr std::size_t kUsual = 16;  // levels
  std::vector<Open> open;
  open.reserve(kUsual);
  open.push_back(opened(root));
  for (;;) {
    if (open.back().done()) {
      Value value = std::move(open.back().value);
      open.pop_back();
      if (open.empty()) return value;
      put(open.back(), std::move(value));
      continue;
    }
    const dom::element child = next_child(open.back());
    if (child.is_array() || child.is_object())
      open.push_back(opened(child));
    else
      put(open.back(), scalar(child));
  }
}

std::unexpected<base::Error> failure(simdjson::error_code code) {
  std::string reason = simdjson::error_message(code);
  while (!reason.empty() && (reason.back() == '.' || reason.back() == '\n')) reason.pop_back();
  return base::failure(base::ErrorCode::kUnreadable, "this is no JSON: " + reason);
}

}  // namespace

struct JsonReader::State {
  dom::parser parser;
};

JsonReader::JsonReader() : state_(std::make_unique<State>()) {}
JsonReader::~JsonReader() = default;

base::Result<Value> JsonReader::read(std::string_view json) {
  dom::parser& parser = state_->parser;
  if (json.size() > parser.capacity() || parser.max_depth() != kDeepest) {
    if (const auto trouble = parser.allocate(json.size() + json.size() / 2 + 1024, kDeepest)) return failure(trouble);
  }
  const auto parsed = parser.parse(json.data(), json.size());
  if (parsed.error() != simdjson::SUCCESS) return failure(parsed.error());
  return value_of(parsed.value_unsafe());
}

std::string_view first_member(std::string_view json, std::string_view key) {
  if (!json.starts_with("{\"") || json.substr(2, key.size()) != key) return {};
  json.remove_prefix(2 + key.size());
  if (!json.starts_with("\":\"")) return {};
  json.remove_prefix(3);
  const std::size_t end = json.find_first_of("\"\\");
  return end == std::string_view::npos || json[end] == '\\' ? std::string_view() : json.substr(0, end);
}

}  // namespace thresh::record
