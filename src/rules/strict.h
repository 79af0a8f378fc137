// Reading values of a selector file strictly: each function gives the value, or reports what stands there instead.
//
// A bare `no` or `on` is not text (a YAML 1.1 reader sees a boolean), an empty value is not text, and a value that a
// ` #` cut short is not what the author wrote.
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/reasons.h"
#include "record/shape.h"
#include "rules/report.h"
#include "rules/yaml_tree.h"

namespace thresh::rules {

// `what` names the thing for the message: "a selector", "a field name".

std::optional<std::string> text_of(const YamlNode& node, std::string_view what, Report& report);

// As text_of, for a key that names something: letters, digits, `_` and `-`, not starting with a digit or `-`.
bool is_name_key(const YamlNode& key, std::string_view what, Report& report);

std::optional<bool> bool_of(const YamlNode& node, std::string_view what, Report& report);

// A whole number between `least` and `most`.
std::optional<std::uint32_t> number_of(const YamlNode& node, std::string_view what, std::uint32_t least,
                                       std::uint32_t most, Report& report);

// A type, and a reason to drop something, by their names.
std::optional<record::Type> type_of(const YamlNode& node, Report& report);
std::optional<record::Removal> reason_of(const YamlNode& node, Report& report);

// Whether the node is a map with at least one key.
bool is_filled_map(const YamlNode& node, std::string_view what, Report& report);

// Reports every key that is not in `known`. `what` is whose keys they are: "a line type".
void check_keys(const YamlNode& map, std::span<const std::string_view> known, std::string_view what, Report& report);

// A text, or a list of texts; the nodes that hold them. What is neither is reported.
std::vector<const YamlNode*> texts_of(const YamlNode& node, std::string_view what, Report& report);

// "a selector is expected here, not a list": what a message says where `node` is something else.
std::string expected(std::string_view what, const YamlNode& node);

}  // namespace thresh::rules
