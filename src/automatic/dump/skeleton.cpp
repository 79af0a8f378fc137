// See skeleton.h.
#include "automatic/dump/skeleton.h"

#include <algorithm>
#include <cmath>

namespace thresh::automatic {
namespace {

constexpr std::uint32_t kTextOfPiece = 16;  // bytes of running text that make a piece a post
constexpr double kLeastWorth = 0.02;

struct State {
  std::uint32_t count = 0;
  std::uint32_t full = 0;             // pieces with text
  std::uint64_t first = 0, last = 0;  // running text before its first and its last line
  std::uint32_t marks = ~0u;
};

double strength_of(std::uint32_t marks) {
  double strength = 0.35;
  if ((marks & kDateLine) != 0) strength += 0.3;
  if ((marks & (kByLine | kSaidLine)) != 0) strength += 0.3;
  if ((marks & kOrdinalLine) != 0) strength += 0.3;
  if ((marks & (kTemplateLine | kVoteLine)) != 0) strength += 0.3;
  if ((marks & (kActLine | kProfileLine | kRuleLine | kNumberLine)) != 0) strength += 0.15;
  if ((marks & (kEditedLine | kExpandLine | kShareLine | kPromoLine | kLegalLine)) != 0) strength -= 0.15;
  return std::clamp(strength, 0.1, 1.0);
}

}  // namespace

std::vector<Marker> markers_of(const Lines& lines) {
  std::vector<State> states(lines.repeats.size());
  std::uint64_t text = 0;
  for (const LineFacts& line : lines.facts) {
    if (line.key != 0 && lines.repeats[line.key] > 1 && (line.marks & kProseLine) == 0) {
      State& state = states[line.key];
      if (state.count++ == 0) {
        state.first = text;
      } else {
        state.full += text - state.last >= kTextOfPiece ? 1 : 0;
      }
      state.last = text;
      state.marks &= line.marks;
    }
    text += line.weight;
  }
  std::vector<Marker> markers;
  for (std::uint32_t key = 1; key < states.size(); ++key) {
    const State& state = states[key];
    if (state.count < 2 || text == 0 || state.full == 0) continue;
    const double pieces = state.count - 1;
    const double full = state.full / pieces;
    const double covered = static_cast<double>(state.last - state.first) / static_cast<double>(text);
    const double likely = std::min(1.0, covered * state.count / pieces);
    const double worth = full * full * likely * strength_of(state.marks) * (state.count > 2 ? 1.0 : 0.7);
    if (worth >= kLeastWorth) markers.push_back({key, worth});
  }
  const auto worth_more = [](const Marker& a, const Marker& b) { return a.worth > b.worth; };
  const std::size_t kept = std::min(markers.size(), kMostMarkers);
  std::partial_sort(markers.begin(), markers.begin() + static_cast<std::ptrdiff_t>(kept), markers.end(), worth_more);
  markers.resize(kept);
  for (std::uint32_t i = 0; i < lines.facts.size() && kept > 0; ++i) {
    const std::uint32_t key = lines.facts[i].key;
    if (key == 0 || (lines.facts[i].marks & kProseLine) != 0) continue;
    for (Marker& marker : markers) {
      if (marker.key == key) marker.lines.push_back(i);
    }
  }
  return markers;
}

}  // namespace thresh::automatic
