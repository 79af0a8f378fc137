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

#include <compare>
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
    auto operator<=>(const Move&) const = default;
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
  std::span<const Move> moves(std::uint16_t state) const { return moves_[crossing_[state]]; }

  // States with the same moves stand at one crossing: after a paragraph, a list item or a quotation the same may
  // follow. And what may follow after one (the next item) is mostly a part of what may follow after another (the rest
  // of this item, or the next). So what is asked of the moves is asked of few: those of a crossing are its own and
  // those of its base.
  struct Crossing {
    static constexpr std::uint16_t kNoBase = UINT16_MAX;
    std::uint16_t base = kNoBase;    // another crossing, which stands before this one
    std::vector<std::uint16_t> own;  // where the moves go that the base has not, the preferred first
  };
  std::span<const Crossing> crossings() const { return crossings_; }
  std::uint16_t crossing(std::uint16_t state) const { return crossing_[state]; }

  const std::string& expression() const { return expression_; }

 private:
  friend class LayoutCompiler;
  std::string expression_;
  std::vector<State> states_;
  std::vector<std::uint16_t> crossing_;   // of each state
  std::vector<std::vector<Move>> moves_;  // of each crossing
  std::vector<Crossing> crossings_;
};

}  // namespace thresh::rules
