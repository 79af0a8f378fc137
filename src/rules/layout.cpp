// From a layout's tree to its position automaton. See layout.h.
//
// The construction of Glushkov (1961): every place where a line type is named is a state; for each piece of the
// expression we know whether it may take nothing, which states can come first and which last; joining two pieces
// joins the last states of one with the first states of the other. Counting the states before building them keeps a
// bomb such as `((a{999}){999}){999}` from costing anything.
#include "rules/layout.h"

#include <algorithm>
#include <map>
#include <optional>

#include "rules/layout_syntax.h"
#include "rules/wording.h"

namespace thresh::rules {
namespace {

// A piece of the automaton while it is built.
struct Piece {
  bool nullable = false;
  std::vector<std::uint16_t> first, last;
};

void append(std::vector<std::uint16_t>& to, const std::vector<std::uint16_t>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// What the tables of names hold at `name`.
std::uint16_t index_of(std::span<const std::string> names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? UINT16_MAX : static_cast<std::uint16_t>(found - names.begin());
}

}  // namespace

class LayoutCompiler {
 public:
  using Op = LayoutNode::Op;

  LayoutCompiler(std::span<const std::string> line_types, std::span<const std::string> parts, std::uint32_t max_states)
      : line_types_(line_types), parts_(parts), max_states_(std::min<std::uint32_t>(max_states, UINT16_MAX - 1)) {}

  std::expected<Layout, LayoutError> compile(std::string_view expression,
                                             std::span<const std::string> part_expressions) {
    for (std::size_t i = 0; i < part_expressions.size(); ++i) {
      auto part = parse_layout_expression(part_expressions[i]);
      if (part) trees_.push_back(std::move(*part));
      if (!part || !count(trees_.back(), true)) {
        return std::unexpected(LayoutError{part ? error_ : part.error(), parts_[i]});
      }
    }
    auto layout = parse_layout_expression(expression);
    if (!layout) return std::unexpected(LayoutError{layout.error()});
    const auto states = count(*layout, false);
    if (!states) return std::unexpected(LayoutError{error_});
    if (*states >= max_states_) return std::unexpected(LayoutError{too_many(*states)});
    return build(expression, *layout, static_cast<std::size_t>(*states) + 1);
  }

 private:
  // How one state follows another; the larger wins.
  enum Follow : std::uint8_t { kNever, kOutside, kWithinItem };

  base::SyntaxError too_many(std::uint64_t states) const {
    const std::string many = states >= kCountLimit ? "over a million" : std::to_string(states);
    return {"the layout has " + many + " states when its bounds are written out; " + std::to_string(max_states_ - 1) +
                " are allowed",
            0, "use `*` or smaller bounds"};
  }

  // The states that a tree will have; nothing, with `error_` set, where a name is unknown. Saturates.
  std::optional<std::uint64_t> count(const LayoutTree& tree, bool in_part) {
    std::vector<std::uint64_t> counts;
    counts.reserve(tree.nodes.size());
    for (const LayoutNode& node : tree.nodes) {
      std::uint64_t sum = 0;
      for (const std::uint32_t child : node.children) sum += counts[child];
      if (node.op == Op::kRepeat) sum *= copies(node);
      if (node.op == Op::kName) {
        const auto states = states_of(node, in_part);
        if (!states) return std::nullopt;
        sum = *states;
      }
      counts.push_back(std::min(sum, kCountLimit));
    }
    if (in_part) part_states_.push_back(counts.back());
    return counts.back();
  }

  // A line type is one state; a part is as many as its own expression has.
  std::optional<std::uint64_t> states_of(const LayoutNode& node, bool in_part) {
    if (index_of(line_types_, node.name) != UINT16_MAX) return 1;
    const std::uint16_t part = index_of(parts_, node.name);
    if (part != UINT16_MAX && !in_part) return part_states_[part];
    error_ = *wrong_name(node, line_types_, parts_, in_part);
    return std::nullopt;
  }

  // How often a repeated piece is written out: `a{2,}` is two copies with a loop on the second.
  static std::uint64_t copies(const LayoutNode& node) {
    return node.most == UINT32_MAX ? std::max(node.least, 1u) : node.most;
  }

  std::expected<Layout, LayoutError> build(std::string_view expression, const LayoutTree& tree, std::size_t states) {
    size_ = states;
    follow_.assign(states * states, kNever);
    layout_.expression_ = expression;
    layout_.states_.push_back({});
    const Piece whole = piece(tree, static_cast<std::uint32_t>(tree.nodes.size() - 1));
    connect({Layout::kStart}, whole.first);
    layout_.states_[Layout::kStart].accepts = whole.nullable;
    for (const std::uint16_t state : whole.last) layout_.states_[state].accepts = true;
    write_moves();
    return std::move(layout_);
  }

  // Later states come first; that puts forward moves before the loop on a state, and that before backward moves.
  void write_moves() {
    std::map<std::vector<Layout::Move>, std::vector<std::uint16_t>> states;  // by their moves
    for (std::size_t from = 0; from < size_; ++from) {
      states[moves_from(from)].push_back(static_cast<std::uint16_t>(from));
    }
    for (const auto& [moves, unused] : states) layout_.moves_.push_back(moves);
    std::ranges::sort(layout_.moves_, [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;  // a base is smaller
    });
    layout_.crossing_.resize(size_);
    for (std::uint16_t crossing = 0; crossing < layout_.moves_.size(); ++crossing) {
      for (const std::uint16_t state : states[layout_.moves_[crossing]]) layout_.crossing_[state] = crossing;
      layout_.crossings_.push_back(with_base(crossing));
    }
  }

  // The crossing in terms of the largest one before it all of whose moves it has.
  Layout::Crossing with_base(std::uint16_t crossing) const {
    const auto goes_to = [](const std::vector<Layout::Move>& moves, std::uint16_t to) {
      return std::ranges::find(moves, to, &Layout::Move::to) != moves.end();
    };
    const std::vector<Layout::Move>& all = layout_.moves_[crossing];
    Layout::Crossing made;
    for (std::uint16_t other = 0; other < crossing; ++other) {
      const auto is_shared = [&](const Layout::Move& move) { return goes_to(all, move.to); };
      if (std::ranges::all_of(layout_.moves_[other], is_shared)) made.base = other;  // the last is the largest
    }
    for (const Layout::Move& move : all) {
      if (made.base == Layout::Crossing::kNoBase || !goes_to(layout_.moves_[made.base], move.to)) {
        made.own.push_back(move.to);
      }
    }
    return made;
  }

  std::vector<Layout::Move> moves_from(std::size_t from) const {
    std::vector<Layout::Move> moves;
    for (std::size_t to = size_; to-- > 1;) {
      const std::uint8_t follow = follow_[from * size_ + to];
      if (follow == kNever) continue;
      const bool in_part = layout_.states_[to].part != Layout::kNoPart;
      moves.push_back({static_cast<std::uint16_t>(to), in_part && follow == kOutside});
    }
    return moves;
  }

  // Depth-capped recursion: a tree is at most a few times kMaxLayoutDepth deep, and parts hold no parts.
  Piece piece(const LayoutTree& tree, std::uint32_t index) {
    const LayoutNode& node = tree.nodes[index];
    switch (node.op) {
      case Op::kName:
        return named(node);
      case Op::kSequence:
        return sequence(tree, node);
      case Op::kChoice:
        return choice(tree, node);
      case Op::kRepeat:
        return repeat(tree, node);
    }
    return {};
  }

  // A part is built where it is named, so that each place has states of its own.
  Piece named(const LayoutNode& node) {
    const std::uint16_t line_type = index_of(line_types_, node.name);
    if (line_type == UINT16_MAX) {
      part_ = index_of(parts_, node.name);
      const LayoutTree& tree = trees_[part_];
      Piece item = piece(tree, static_cast<std::uint32_t>(tree.nodes.size() - 1));
      part_ = Layout::kNoPart;
      return item;
    }
    const auto state = static_cast<std::uint16_t>(layout_.states_.size());
    layout_.states_.push_back({line_type, part_, false});
    return {false, {state}, {state}};
  }

  // First is what can come first in the first child, and in the next while all before may take nothing; last likewise.
  Piece sequence(const LayoutTree& tree, const LayoutNode& node) {
    Piece whole{true, {}, {}};
    for (const std::uint32_t child : node.children) {
      const Piece next = piece(tree, child);
      connect(whole.last, next.first);
      if (whole.nullable) append(whole.first, next.first);
      if (!next.nullable) whole.last.clear();
      append(whole.last, next.last);
      whole.nullable = whole.nullable && next.nullable;
    }
    return whole;
  }

  Piece choice(const LayoutTree& tree, const LayoutNode& node) {
    Piece whole;
    for (const std::uint32_t child : node.children) {
      const Piece next = piece(tree, child);
      append(whole.first, next.first);
      append(whole.last, next.last);
      whole.nullable = whole.nullable || next.nullable;
    }
    return whole;
  }

  // Bounds written out: `a{1,3}` is a(a(a)?)?, so that each number of copies has one way through.
  Piece repeat(const LayoutTree& tree, const LayoutNode& node) {
    Piece whole = piece(tree, node.children[0]);
    const bool may_skip = whole.nullable || node.least == 0;
    std::vector<std::uint16_t> previous = whole.last;
    const std::uint64_t total = copies(node);
    for (std::uint64_t copy = 2; copy <= total; ++copy) {
      const Piece next = piece(tree, node.children[0]);
      connect(previous, next.first);
      if (!may_skip && copy <= node.least) whole.last.clear();
      append(whole.last, next.last);
      previous = next.last;
      if (copy == total && node.most == UINT32_MAX) connect(next.last, next.first);
    }
    if (total == 1 && node.most == UINT32_MAX) connect(whole.last, whole.first);
    whole.nullable = may_skip;
    return whole;
  }

  // Notes that each of `to` may follow each of `from`. Inside a part's own expression that goes on with the item; where
  // both readings exist, going on wins, so that a part never splits what its expression holds together.
  void connect(const std::vector<std::uint16_t>& from, const std::vector<std::uint16_t>& to) {
    const std::uint8_t follow = part_ == Layout::kNoPart ? kOutside : kWithinItem;
    for (const std::uint16_t f : from) {
      for (const std::uint16_t t : to) {
        std::uint8_t& cell = follow_[f * size_ + t];
        cell = std::max(cell, follow);
      }
    }
  }

  static constexpr std::uint64_t kCountLimit = 1'000'000;

  std::span<const std::string> line_types_;
  std::span<const std::string> parts_;
  std::uint32_t max_states_;
  std::vector<LayoutTree> trees_;           // of the parts
  std::vector<std::uint64_t> part_states_;  // how many states a part has
  base::SyntaxError error_;
  std::uint16_t part_ = Layout::kNoPart;  // the part being built
  std::size_t size_ = 0;                  // states, with the start
  std::vector<std::uint8_t> follow_;      // size_ x size_ of Follow
  Layout layout_;
};

std::expected<Layout, LayoutError> Layout::compile(std::string_view expression, std::span<const std::string> line_types,
                                                   std::span<const std::string> parts,
                                                   std::span<const std::string> part_expressions,
                                                   std::uint32_t max_states) {
  return LayoutCompiler(line_types, parts, max_states).compile(expression, part_expressions);
}

}  // namespace thresh::rules
