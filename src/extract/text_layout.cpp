// See text_layout.h.
#include "extract/text_layout.h"

#include <algorithm>
#include <span>

#include "clean/artifact.h"
#include "extract/line_pattern.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using rules::Layout;
using rules::LineType;

constexpr std::uint32_t kNoFit = UINT32_MAX;
constexpr std::uint32_t kUnsureCost = 2;       // more for a typed hole that holds something unsure
constexpr std::uint32_t kSkipCost = 1'000;     // of a line that goes nowhere
constexpr std::uint32_t kCutCost = 1'000'000;  // of ending where the layout may not
constexpr std::uint64_t kMostCells = std::uint64_t{1} << 24;  // lines x states; a longer dump is read in stretches

bool fits_length(const LineType& type, std::string_view line) {
  // A code point has one byte to four, so that the bytes mostly decide.
  if (line.size() < type.chars.least || line.size() / 4 > type.chars.most) return false;
  if (line.size() / 4 >= type.chars.least && line.size() <= type.chars.most) return true;
  return type.chars.holds(static_cast<std::uint32_t>(text::length(line)));
}

// Whether a line type looks into the line with more than its length and its neighbours: a pattern, an expression.
bool is_dear(const LineType& type) { return !type.pattern.empty() || type.matches; }

// The costs of every line as every line type, computed when first asked for. What the inner loop needs of the line
// types stands in small arrays of its own.
class Costs {
 public:
  Costs(const rules::TextPart& part, const text::Dump& dump, TypeReader& types)
      : part_(part), dump_(dump), types_(types), known_(part.lines.size(), kUnknown) {
    for (const LineType& type : part.lines) {
      least_.push_back(type.cost);
      dear_.push_back(is_dear(type));
    }
  }

  void go_to(std::size_t line) {
    line_ = line;
    is_template_ = clean::unrendered(dump_.lines[line].text);
    std::fill(known_.begin(), known_.end(), kUnknown);
  }
  // What any line of the type costs at least.
  std::uint32_t least(std::uint16_t type) const { return least_[type]; }
  bool dear(std::uint16_t type) const { return dear_[type] != 0; }
  std::uint32_t operator()(std::uint16_t type) {
    std::uint64_t& cost = known_[type];
    if (cost == kUnknown) cost = line_cost(part_.lines[type], dump_, line_, types_, is_template_);
    return static_cast<std::uint32_t>(cost);
  }

 private:
  static constexpr std::uint64_t kUnknown = UINT64_MAX;
  const rules::TextPart& part_;
  const text::Dump& dump_;
  TypeReader& types_;
  std::size_t line_ = 0;
  bool is_template_ = false;
  std::vector<std::uint64_t> known_;
  std::vector<std::uint32_t> least_;
  std::vector<char> dear_;
};

// What to do with a line in a state: the index of a move, or to skip it.
constexpr std::uint16_t kSkip = UINT16_MAX;

// The cheapest way on from one state, as it is found. Among equal costs the first move is preferred.
struct Best {
  std::uint64_t cost;
  std::uint16_t move = kSkip;

  // Whether a move that costs at least `cost` could be better.
  bool may_lose_to(std::uint64_t other, std::uint16_t index) const { return other < cost || (other == cost && index < move); }
};

// Tries the moves whose line types are dear to compare, or those that are not. A line is only compared where the move
// could still win: what the rest of the page would cost after it is known already, and mostly rules it out.
void try_moves(const Layout& layout, Costs& costs, std::span<const std::uint64_t> after, std::uint16_t state, bool dear,
               Best& best) {
  const auto moves = layout.moves(state);
  const auto states = layout.states();
  for (std::uint16_t m = 0; m < moves.size(); ++m) {
    const std::uint16_t type = states[moves[m].to].line_type;
    if (costs.dear(type) != dear || !best.may_lose_to(after[moves[m].to] + costs.least(type), m)) continue;
    const std::uint32_t cost = costs(type);
    if (cost != kNoFit && best.may_lose_to(after[moves[m].to] + cost, m)) best = {after[moves[m].to] + cost, m};
  }
}

// One step back: the cheapest cost to the end from each state before this line, given that after it.
void step_back(const Layout& layout, Costs& costs, std::span<const std::uint64_t> after,
               std::span<std::uint64_t> before, std::span<std::uint16_t> choice) {
  for (std::uint16_t state = 0; state < layout.states().size(); ++state) {
    Best best{after[state] + kSkipCost};
    try_moves(layout, costs, after, state, false, best);
    try_moves(layout, costs, after, state, true, best);
    before[state] = best.cost;
    choice[state] = best.move;
  }
}

}  // namespace

std::uint32_t line_cost(const LineType& type, const text::Dump& dump, std::size_t index, TypeReader& types,
                        std::optional<bool> is_template) {
  const text::Line& line = dump.lines[index];
  if (type.line != 0 && type.line != index + 1) return kNoFit;
  if (!type.blank_before.holds(line.blank_before) || !type.blank_after.holds(line.blank_after)) return kNoFit;
  if (!type.starts.empty() && !line.text.starts_with(type.starts)) return kNoFit;
  if (!type.ends.empty() && !line.text.ends_with(type.ends)) return kNoFit;
  if (!type.contains.empty() && line.text.find(type.contains) == std::string_view::npos) return kNoFit;
  if (!fits_length(type, line.text)) return kNoFit;
  if (type.matches && !type.matches.found_in(line.text)) return kNoFit;
  if (type.pattern.empty()) return type.cost;
  const auto fitted = fit_pattern(type.pattern, line.text, types, is_template);
  if (!fitted) return kNoFit;
  return type.cost + (fitted->fit == normalize::Fit::kUnsure ? kUnsureCost : 0);
}

Parse parse_layout(const rules::TextPart& part, const text::Dump& dump, TypeReader& types) {
  const Layout& layout = part.layout;
  const std::size_t states = layout.states().size();
  const std::size_t lines = std::min<std::size_t>(dump.lines.size(), kMostCells / std::max<std::size_t>(states, 1));
  std::vector<std::uint64_t> after(states), before(states);
  for (std::size_t state = 0; state < states; ++state) after[state] = layout.states()[state].accepts ? 0 : kCutCost;
  std::vector<std::uint16_t> choices(lines * states);
  Costs costs(part, dump, types);
  for (std::size_t line = lines; line-- > 0;) {
    costs.go_to(line);
    step_back(layout, costs, after, before, std::span(choices).subspan(line * states, states));
    after.swap(before);
  }
  Parse parse;
  parse.lines.resize(dump.lines.size());
  std::uint16_t state = Layout::kStart;
  for (std::size_t line = 0; line < lines; ++line) {
    const std::uint16_t choice = choices[line * states + state];
    if (choice == kSkip) continue;
    const Layout::Move move = layout.moves(state)[choice];
    state = move.to;
    parse.lines[line] = {layout.states()[state].line_type, layout.states()[state].part, move.new_item};
  }
  parse.complete = layout.states()[state].accepts;
  return parse;
}

}  // namespace thresh::extract
