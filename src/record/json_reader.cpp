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

// Goes as deep as the parser does, which is kDeepest at most.
Value value_of(const dom::element& element) {
  if (element.is_array()) {
    const dom::array array = element.get_array().value_unsafe();
    List list;
    list.reserve(array.size());
    for (const dom::element child : array) list.push_back(value_of(child));
    return list;
  }
  if (!element.is_object()) return scalar(element);
  const dom::object object = element.get_object().value_unsafe();
  Map map;
  map.reserve(object.size());
  for (const auto [key, child] : object) map.add(key, value_of(child));  // of two equal keys the first is found
  return map;
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
