// See yaml_value.h.
#include "rules/yaml_value.h"

#include <charconv>

#include "rules/yaml_tree.h"

namespace thresh::rules {
namespace {

using record::Value;

// A plain scalar by the core schema (YAML 1.2.2, section 10.3.2).
Value plain_scalar(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  const char* const end = text.data() + text.size();
  std::int64_t integer = 0;
  if (const auto read = std::from_chars(text.data(), end, integer); read.ec == std::errc() && read.ptr == end)
    return integer;
  // from_chars takes "inf" and "nan" in any case, too; to YAML they are words.
  if (text.find_first_not_of("0123456789.eE+-") != std::string::npos) return text;
  double real = 0;
  if (const auto read = std::from_chars(text.data(), end, real); read.ec == std::errc() && read.ptr == end) return real;
  return text;
}

// Recursion is bounded: the tree is at most Limits::rules_depth deep.
Value value_of(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return Value();
    case YamlNode::Kind::kScalar:
      return node.quoted ? Value(node.text) : plain_scalar(node.text);
    case YamlNode::Kind::kList: {
      record::List list;
      for (const YamlNode& item : node.items) list.push_back(value_of(item));
      return list;
    }
    case YamlNode::Kind::kMap:
      break;
  }
  record::Map map;
  for (const YamlEntry& entry : node.entries) map.add(entry.key.text, value_of(entry.value));
  return map;
}

}  // namespace

base::Result<Value> read_yaml(std::string_view yaml, std::string_view file) {
  const SourceText source(yaml, file);
  auto tree = parse_yaml(source, base::Limits(), {.most_values = kMaxExpectedValues});
  if (!tree) return std::unexpected(std::move(tree.error()));
  return value_of(*tree);
}

}  // namespace thresh::rules
