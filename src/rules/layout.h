// The layout of a dump: a regular expression over line types, compiled to its position automaton.
//
// `title ask* stated? answer* legal?` with `answer: head? votes prose* name? where? stars?` becomes an automaton whose
// states are the places where a line type is named (Glushkov 1961: no empty moves), so that the cheapest parse of a
// dump is one pass over its lines (extract/text_layout.h). Bounds such as `prose{1,3}` are written out.
//
// Syntax: names, juxtaposition, `|`, parentheses, `?`, `*`, `+`, `{n}`, `{n,}`, `{n,m}`.
//
// Tested by tests/rules/layout_test.cpp.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"

namespace thresh::rules {

struct LayoutError : base::SyntaxError {
  std::string part = {};  // the part whose expression is wrong; empty: the layout itself
};

class Layout {
 public:
  static constexpr std::uint16_t kNoPart = UINT16_MAX;
  static constexpr std::uint16_t kStart = 0;  // the state before the first line; it has no line type

  struct State {
    std::uint16_t line_type = UINT16_MAX;  // index into the line types
    std::uint16_t part = kNoPart;          // index into the parts, or kNoPart
    bool accepts = false;                  // a dump may end after it
  };
  struct Move {
    std::uint16_t to;
    bool new_item;  // entering `to` starts a new item of its part
  };

  // `line_types` and `parts` are the names in their order; `part_expressions` stands beside `parts`.
  static std::expected<Layout, LayoutError> compile(std::string_view expression,
                                                    std::span<const std::string> line_types,
                                                    std::span<const std::string> parts,
                                                    std::span<const std::string> part_expressions,
                                                    std::uint32_t max_states);

  Layout() = default;

  std::span<const State> states() const { return states_; }
  // The moves out of a state, the preferred first: where two parses cost the same, the earlier part is the shortest,
  // so later states come before earlier ones.
  std::span<const Move> moves(std::uint16_t state) const {
    return {moves_.data() + first_move_[state], moves_.data() + first_move_[state + 1]};
  }
  const std::string& expression() const { return expression_; }

 private:
  friend class LayoutCompiler;
  std::string expression_;
  std::vector<State> states_;
  std::vector<std::uint32_t> first_move_;  // states + 1 entries
  std::vector<Move> moves_;
};

}  // namespace thresh::rules
