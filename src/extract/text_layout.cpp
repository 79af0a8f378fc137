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

bool fits_length(const LineType& type, std::string_view line) {
  // A code point has one byte to four, so that the bytes mostly decide.
  if (line.size() < type.chars.least || line.size() / 4 > type.chars.most) return false;
  if (line.size() / 4 >= type.chars.least && line.size() <= type.chars.most) return true;
  return type.chars.holds(static_cast<std::uint32_t>(text::length(line)));
}

// Whether a line type looks into the line with more than its length and its neighbours: a pattern, an expression.
bool is_dear(const LineType& type) { return !type.pattern.empty() || type.matches; }

// A cost to the end and the move that it takes, in one number, so that the smaller is the better: among equal costs the
// first move is preferred. Costs stay below 2^48: there are fewer than 2^26 lines, each of at most kSkipCost.
using Choice = std::uint64_t;
constexpr unsigned kMoveBits = 16;
constexpr std::uint16_t kSkip = UINT16_MAX;  // the line goes nowhere
constexpr std::uint64_t kNoWay = UINT64_MAX >> kMoveBits;

Choice choice_of(std::uint64_t cost, std::uint16_t move) { return (cost << kMoveBits) | move; }
std::uint64_t cost_of(Choice choice) { return choice >> kMoveBits; }
std::uint16_t move_of(Choice choice) { return static_cast<std::uint16_t>(choice); }

// The moves out of a state, as the inner loop reads them: those to line types that are told at a glance, and the dear.
struct Way {
  std::uint16_t to;
  std::uint16_t move;
  std::uint32_t least;  // what a line of its type costs at least
};
struct Ways {
  std::vector<Way> cheap, dear;
};

// Walks from the last line to the first. For each line it knows what the rest of the page costs from each state (after
// the line), and finds what it costs from each state before the line.
//
// Whether a line is of a dear type is only asked where that could still win: the least it would cost is known, and
// mostly rules it out.
class Walk {
 public:
  Walk(const rules::TextPart& part, const text::Dump& dump, TypeReader& types)
      : part_(part), dump_(dump), types_(types), ways_(part.layout.states().size()), costs_(part.lines.size()) {
    const auto states = part.layout.states();
    for (const Layout::State& state : states) after_.push_back(state.accepts ? 0 : kCutCost);
    through_.resize(states.size());
    for (std::uint16_t state = 0; state < states.size(); ++state) find_ways(state);
  }

  // Steps back over a line; what to do with it in each state goes to `moves`.
  void step_over(std::size_t line, std::span<std::uint16_t> moves) {
    line_ = line;
    is_template_.reset();
    std::fill(costs_.begin(), costs_.end(), kUnknown);
    price_cheap_states();
    // No state needs what another costs before this line, but all need what they cost after it.
    before_.resize(after_.size());
    for (std::size_t state = 0; state < after_.size(); ++state) {
      const Choice best = best_way(state);
      before_[state] = cost_of(best);
      moves[state] = move_of(best);
    }
    after_.swap(before_);
  }

  // What clean::unrendered says of the line that was stepped over, if that was asked.
  std::optional<bool> is_template() const { return is_template_; }

 private:
  static constexpr std::uint64_t kUnknown = UINT64_MAX;

  void find_ways(std::uint16_t state) {
    const auto moves = part_.layout.moves(state);
    for (std::uint16_t m = 0; m < moves.size(); ++m) {
      const LineType& type = type_of(moves[m].to);
      const bool dear = is_dear(type);
      (dear ? ways_[state].dear : ways_[state].cheap).push_back({moves[m].to, m, type.cost});
      if (!dear) cheap_states_.push_back(moves[m].to);
    }
    std::sort(cheap_states_.begin(), cheap_states_.end());
    cheap_states_.erase(std::unique(cheap_states_.begin(), cheap_states_.end()), cheap_states_.end());
  }

  const LineType& type_of(std::uint16_t state) const { return part_.lines[part_.layout.states()[state].line_type]; }

  // The cost of the line as one of the state's type, computed when first asked for.
  std::uint32_t line_cost_in(std::uint16_t state) {
    std::uint64_t& cost = costs_[part_.layout.states()[state].line_type];
    if (cost != kUnknown) return static_cast<std::uint32_t>(cost);
    const LineType& type = type_of(state);
    if (!type.pattern.empty() && !is_template_) is_template_ = clean::unrendered(dump_.lines[line_].text);
    const std::uint32_t found = line_cost(type, dump_, line_, types_, is_template_);
    cost = found;
    return found;
  }

  void price_cheap_states() {
    for (const std::uint16_t state : cheap_states_) {
      const std::uint32_t cost = line_cost_in(state);
      through_[state] = cost == kNoFit ? kNoWay : after_[state] + cost;
    }
  }

  Choice best_way(std::size_t state) {
    const Ways& ways = ways_[state];
    Choice best = choice_of(after_[state] + kSkipCost, kSkip);
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
  std::vector<Ways> ways_;                     // by state
  std::vector<std::uint16_t> cheap_states_;    // those whose line type is told at a glance
  std::vector<std::uint64_t> after_, before_;  // the cost to the end from each state, behind and before the line
  std::vector<std::uint64_t> through_;         // from before the line, where it is of the state's type (cheap ones)
  std::vector<std::uint64_t> costs_;           // of the line as each line type
  std::size_t line_ = 0;
  std::optional<bool> is_template_;  // of the line, once it matters
};

}  // namespace

std::uint32_t line_cost(const LineType& type, const text::Dump& dump, std::size_t index, TypeReader& types,
                        std::optional<bool> is_template) {
  const text::Line& line = dump.lines[index];
  if (type.line != 0 && type.line != index + 1) return kNoFit;
  if (!type.blank_before.holds(line.blank_before) || !type.blank_after.holds(line.blank_after)) return kNoFit;
  if (!type.starts.empty() && text::fixed_prefix(line.text, type.starts) == std::string_view::npos) return kNoFit;
  if (!type.ends.empty() && !text::ends_with_fixed(line.text, type.ends)) return kNoFit;
  if (!type.contains.empty() && !text::holds_fixed(line.text, type.contains)) return kNoFit;
  if (!fits_length(type, line.text)) return kNoFit;
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
    const Layout::Move move = layout.moves(state)[choice];
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
