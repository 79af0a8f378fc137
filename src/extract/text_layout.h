// Reads a dump by its layout: which line is of which type, as the cheapest parse.
//
// A line may fit several line types, each at a cost; the layout says which types may follow each other. The cheapest
// way through (dynamic programming over lines and states, from the end to the start) puts every line in its place:
// O(lines x moves of the layout). A line that fits nowhere is skipped at a high cost, and a dump that ends too early
// ends anyway at a higher one, so that a parse always exists.
//
// Tested by tests/extract/text_layout_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/type_reader.h"
#include "rules/rules.h"
#include "text/dump.h"

namespace thresh::extract {

// Where one line of the dump went.
struct PlacedLine {
  static constexpr std::uint16_t kSkipped = UINT16_MAX;
  std::uint16_t line_type = kSkipped;  // index into the line types
  std::uint16_t part = rules::Layout::kNoPart;
  bool new_item = false;                           // it starts a new item of its part
  std::optional<bool> is_template = std::nullopt;  // what clean::template_line says of the line, where it was asked
};

struct Parse {
  std::vector<PlacedLine> lines;  // as many as the dump has
  bool complete = true;           // the dump ends where the layout may end
  std::size_t read = 0;           // lines that the layout was solved for; those behind them are skipped
};

// Reads at most `cells` / states of the layout lines (Limits::layout_cells).
Parse parse_layout(const rules::TextPart& part, const text::Dump& dump, TypeReader& types, std::uint32_t cells);

// The cost of a line as one of a type: the type's own, more where a typed hole is filled by something unsure;
// UINT32_MAX where the line does not fit. `is_template`: what clean::template_line says of the line, where that is
// known already.
std::uint32_t line_cost(const rules::LineType& type, const text::Dump& dump, std::size_t line, TypeReader& types,
                        std::optional<bool> is_template = std::nullopt);

}  // namespace thresh::extract
