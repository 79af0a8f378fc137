// The syntax of layouts: an expression over line types and parts, as a small tree.
//
//   choice   = sequence ("|" sequence)*
//   sequence = repeat+
//   repeat   = atom ("?" | "*" | "+" | "{n}" | "{n,}" | "{n,m}")?
//   atom     = NAME | "(" choice ")"          NAME = [A-Za-z_][A-Za-z0-9_-]*
//
// White space separates. Parentheses nest at most kMaxLayoutDepth deep, which bounds every walk over the tree.
//
// Tested by tests/rules/layout_test.cpp.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/layout.h"

namespace thresh::rules {

inline constexpr std::uint32_t kMaxLayoutDepth = 32;

struct LayoutNode {
  enum class Op : std::uint8_t { kName, kSequence, kChoice, kRepeat };
  Op op = Op::kName;
  std::string_view name;                // kName: a view into the expression
  std::size_t offset = 0;               // where it starts, in bytes into the expression
  std::uint32_t least = 1, most = 1;    // kRepeat; UINT32_MAX: without end
  std::vector<std::uint32_t> children;  // indices into LayoutTree::nodes; kRepeat has one
};

// The nodes in an order in which children come before their parents; the root is the last.
struct LayoutTree {
  std::vector<LayoutNode> nodes;
};

// Whether `name` can name a line type or a part.
bool is_layout_name(std::string_view name);

// What is wrong with a node that names neither a line type nor, outside of the expression of a part, a part.
std::optional<base::SyntaxError> wrong_name(const LayoutNode& node, std::span<const std::string> line_types,
                                            std::span<const std::string> parts, bool in_part);

// Views into `expression`, which must outlive the tree.
std::expected<LayoutTree, base::SyntaxError> parse_layout_expression(std::string_view expression);

}  // namespace thresh::rules
