// Line patterns: fixed text with typed holes, such as 'Doctor Answers {stated:count}'.
//
//   {PATH}  {PATH:TYPE}  a hole; a `?` before the `}` lets it take nothing;   {{  a plain `{`
//
// Tested by tests/rules/line_pattern_test.cpp.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"

namespace thresh::rules {

// A piece as written: fixed text, or a hole (then `path` is not empty).
struct WrittenPiece {
  std::string literal;
  std::string path;
  std::string type;  // empty: the field's own
  bool optional = false;
  std::size_t offset = 0;  // of the hole's path, in bytes into the pattern
};

// Errors: a hole that is not closed, is empty, touches another hole, or is there twice.
std::expected<std::vector<WrittenPiece>, base::SyntaxError> parse_line_pattern(std::string_view pattern);

}  // namespace thresh::rules
