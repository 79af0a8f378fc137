// Fits a line of a dump to a line pattern: fixed text with typed holes.
//
// '{author.location:place?} {author.specialty:specialty}' against "Baltimore Plastic Surgeon". Holes take as little
// as they can, left to right, and each must hold a value of its type, or a template artifact in its place.
//
// Tested by tests/extract/line_pattern_test.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/type_reader.h"
#include "normalize/values.h"
#include "rules/rules.h"

namespace thresh::extract {

struct Fitted {
  std::vector<std::string_view> holes;         // a piece of the pattern each; empty for fixed text and holes left out
  normalize::Fit fit = normalize::Fit::kSure;  // the least sure of the holes
};

// Nothing where the line does not fit. Bounded: a line over 300 bytes fits no pattern that has a typed hole.
// `is_template`: what clean::template_line says of the line, where that is known already.
std::optional<Fitted> fit_pattern(const std::vector<rules::PatternPiece>& pattern, std::string_view line,
                                  TypeReader& types, std::optional<bool> is_template = std::nullopt);

}  // namespace thresh::extract
