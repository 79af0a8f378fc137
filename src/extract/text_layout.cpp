// See text_layout.h.
#include "extract/text_layout.h"

#include <algorithm>
#include <span>

#include "clean/artifact.h"
#include "extract/line_pattern.h"
#include "text/fixed_text.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using rules::Layout;
using rules::LineType;

constexpr std::uint32_t kNoFit = UINT32_MAX;
constexpr std::uint32_t kUnsureCost = 2;       // more for a typed hole that holds something unsure
constexpr std::uint32_t kSkipCost = 1'000;     // of a line that goes nowhere
constexpr std::uint32_t kCutCost = 1'000'000;  // of ending where the layout may not

// Whether a line type looks into the line with more than its length and its neighbours: a pattern, an expression.
bool is_dear(const LineType& type) { return !type.pattern.empty() || type.matches; }

// A cost to the end and the move that it takes, in one number, so that the smaller is the better: among equal costs the
// first move, that to the later state, is preferred. Costs stay below 2^48: there are fewer than 2^26 lines, each of at
// most kSkipCost.
using Choice = std::uint64_t;
constexpr unsigned kMoveBits = 16;
constexpr std::uint16_t kSkip = UINT16_MAX;  // the line goes nowhere
constexpr std::uint64_t kNoWay = UINT64_MAX >> kMoveBits;
constexpr Choice kNoChoice = UINT64_MAX;

constexpr std::uint16_t move_to(std::uint16_t state) { return static_cast<std::uint16_t>(kSkip - 1 - state); }
constexpr std::uint16_t state_of(std::uint16_t move) { return static_cast<std::uint16_t>(kSkip - 1 - move); }

Choice choice_of(std::uint64_t cost, std::uint16_t move) { return (cost << kMoveBits) | move; }
std::uint64_t cost_of(Choice choice) { return choice >> kMoveBits; }
std::uint16_t move_of(Choice choice) { return static_cast<std::uint16_t>(choice); }

// The moves at a crossing that its base has not, as the inner loop reads them: those to line types that are told at a
// glance, and the dear.
struct Way {
  std::uint16_t to;
  std::uint16_t move;
  std::uint32_t least;  // what a line of its type costs at least
};
struct Ways {
  std::uint16_t base = Layout::Crossing::kNoBase;
  std::vector<Way> cheap, dear;
  std::vector<std::uint16_t> states;  // that stand there
};

// Walks from the last line to the first. For each line it knows what the rest of the page costs from each state (after
// the line), and finds what it costs from each state before the line.
//
// Whether a line is of a dear type is only asked where that could still win: the least it would cost is known, and
// mostly rules it out.
class Walk {
 public:
  Walk(const rules::TextPart& part, const text::Dump& dump, TypeReader& types)
      : part_(part), dump_(dump), types_(types), ways_(part.layout.crossings().size()), costs_(part.lines.size()) {
    const auto states = part.layout.states();
    for (const Layout::State& state : states) after_.push_back(state.accepts ? 0 : kCutCost);
    before_.resize(states.size());
    through_.resize(states.size());
    best_.resize(ways_.size());
    for (std::uint16_t crossing = 0; crossing < ways_.size(); ++crossing) find_ways(crossing);
    for (std::uint16_t state = 0; state < states.size(); ++state) {
      ways_[part.layout.crossing(state)].states.push_back(state);
      if (state != Layout::kStart && !is_dear(type_of(state))) cheap_states_.push_back(state);
    }
  }

  // Steps back over a line; what to do with it in each state goes to `moves`.
  void step_over(std::size_t line, std::span<std::uint16_t> moves) {
    line_ = line;
    is_template_.reset();
    std::fill(costs_.begin(), costs_.end(), kUnknown);
    price_cheap_states();
    // No state needs what another costs before this line, but all need what they cost after it.
    for (std::size_t crossing = 0; crossing < ways_.size(); ++crossing) {
      const Ways& ways = ways_[crossing];
      const Choice best = best_[crossing] = best_way(ways);
      for (const std::uint16_t state : ways.states) {
        const Choice chosen = std::min(best, choice_of(after_[state] + kSkipCost, kSkip));
        before_[state] = cost_of(chosen);
        moves[state] = move_of(chosen);
      }
    }
    after_.swap(before_);
  }

  // What clean::template_line says of the line that was stepped over, if that was asked.
  std::optional<bool> is_template() const { return is_template_; }

 private:
  static constexpr std::uint64_t kUnknown = UINT64_MAX;

  void find_ways(std::uint16_t crossing) {
    const Layout::Crossing& there = part_.layout.crossings()[crossing];
    Ways& ways = ways_[crossing];
    ways.base = there.base;
    for (const std::uint16_t to : there.own) {
      const LineType& type = type_of(to);
      (is_dear(type) ? ways.dear : ways.cheap).push_back({to, move_to(to), type.cost});
    }
  }

  const LineType& type_of(std::uint16_t state) const { return part_.lines[part_.layout.states()[state].line_type]; }

  // The cost of the line as one of the state's type, computed when first asked for.
  std::uint32_t line_cost_in(std::uint16_t state) {
    std::uint64_t& cost = costs_[part_.layout.states()[state].line_type];
    if (cost != kUnknown) return static_cast<std::uint32_t>(cost);
    const LineType& type = type_of(state);
    if (!type.pattern.empty() && !is_template_) is_template_ = is_template_line();
    const std::uint32_t found = line_cost(type, dump_, line_, types_, is_template_);
    cost = found;
    return found;
  }

  // The same vote template stands above every answer.
  bool is_template_line() {
    const std::string_view text = dump_.lines[line_].text;
    if (text == last_template_) return true;
    if (!clean::template_line(text)) return false;
    last_template_ = text;
    return true;
  }

  void price_cheap_states() {
    for (const std::uint16_t state : cheap_states_) {
      const std::uint32_t cost = line_cost_in(state);
      through_[state] = cost == kNoFit ? kNoWay : after_[state] + cost;
    }
  }

  // The best move of a crossing; kNoChoice where the line fits none.
  Choice best_way(const Ways& ways) {
    Choice best = ways.base == Layout::Crossing::kNoBase ? kNoChoice : best_[ways.base];
    for (const Way way : ways.cheap) best = std::min(best, choice_of(through_[way.to], way.move));
    for (const Way way : ways.dear) {
      if (choice_of(after_[way.to] + way.least, way.move) >= best) continue;
      const std::uint32_t cost = line_cost_in(way.to);
      if (cost != kNoFit) best = std::min(best, choice_of(after_[way.to] + cost, way.move));
    }
    return best;
  }

  const rules::TextPart& part_;
  const text::Dump& dump_;
  TypeReader& types_;
  std::vector<Ways> ways_;                     // by crossing
  std::vector<std::uint16_t> cheap_states_;    // those whose line type is told at a glance
  std::vector<std::uint64_t> after_, before_;  // the cost to the end from each state, behind and before the line
  std::vector<Choice> best_;                   // by crossing
  std::vector<std::uint64_t> through_;         // from before the line, where it is of the state's type (cheap ones)
  std::vector<std::uint64_t> costs_;           // of the line as each line type
  std::size_t line_ = 0;
  std::optional<bool> is_template_;  // of the line, once it matters
  std::string_view last_template_;   // the line read last that is one
};

}  // namespace

std::uint32_t line_cost(const LineType& type, const text::Dump& dump, std::size_t index, TypeReader& types,
                        std::optional<bool> is_template) {
  const text::Line& line = dump.lines[index];
  if (type.line != 0 && type.line != index + 1) return kNoFit;
  if (!type.blank_before.holds(line.blank_before) || !type.blank_after.holds(line.blank_after)) return kNoFit;
  if (!type.chars.holds(line.length)) return kNoFit;
  if (!type.starts.empty() && text::fixed_prefix(line.text, type.starts) == std::string_view::npos) return kNoFit;
  if (!type.ends.empty() && !text::ends_with_fixed(line.text, type.ends)) return kNoFit;
  if (!type.contains.empty() && !text::holds_fixed(line.text, type.contains)) return kNoFit;
  if (type.matches && !type.matches.found_in(line.text)) return kNoFit;
  if (type.pattern.empty()) return type.cost;
  const auto fitted = fit_pattern(type.pattern, line.text, types, is_template);
  if (!fitted) return kNoFit;
  return type.cost + (fitted->fit == normalize::Fit::kUnsure ? kUnsureCost : 0);
}

Parse parse_layout(const rules::TextPart& part, const text::Dump& dump, TypeReader& types, std::uint32_t cells) {
  const Layout& layout = part.layout;
  const std::size_t states = layout.states().size();
  const std::size_t lines = std::min<std::size_t>(dump.lines.size(), cells / std::max<std::size_t>(states, 1));
  std::vector<std::uint16_t> choices(lines * states);
  Parse parse;
  parse.read = lines;
  parse.lines.resize(dump.lines.size());
  Walk walk(part, dump, types);
  for (std::size_t line = lines; line-- > 0;) {
    walk.step_over(line, std::span(choices).subspan(line * states, states));
    parse.lines[line].is_template = walk.is_template();
  }
  std::uint16_t state = Layout::kStart;
  for (std::size_t line = 0; line < lines; ++line) {
    const std::uint16_t choice = choices[line * states + state];
    if (choice == kSkip) continue;
    const Layout::Move move = *std::ranges::find(layout.moves(state), state_of(choice), &Layout::Move::to);
    state = move.to;
    PlacedLine& placed = parse.lines[line];
    placed.line_type = layout.states()[state].line_type;
    placed.part = layout.states()[state].part;
    placed.new_item = move.new_item;
  }
  parse.complete = layout.states()[state].accepts;
  return parse;
}

}  // namespace thresh::extract
