// See main_content.h.
#include "automatic/main_content.h"

#include <algorithm>
#include <numeric>

namespace thresh::automatic {

double choice_worth(double right, double kept, double expected) {
  constexpr double kMissed = 0.85;
  return kept + expected > 0 ? 2 * right / (kept + kMissed * expected) : 0;
}

MainContent choose_blocks(std::span<const double> probabilities, std::span<const std::uint32_t> words) {
  MainContent chosen;
  chosen.kept.assign(words.size(), false);
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return probabilities[a] != probabilities[b] ? probabilities[a] > probabilities[b] : a < b;
  });
  double expected = 0;  // words of main content on the page
  for (std::size_t i = 0; i < words.size(); ++i) expected += probabilities[i] * words[i];
  double right = 0, kept = 0, most = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    right += probabilities[order[i]] * words[order[i]];
    kept += words[order[i]];
    const double worth = choice_worth(right, kept, expected);
    if (worth <= most) continue;
    most = worth;
    chosen.expected = 2 * right / (kept + expected);
    count = i + 1;
  }
  for (std::size_t i = 0; i < count; ++i) chosen.kept[order[i]] = true;
  return chosen;
}

namespace {

constexpr double kLittle = 60;  // words of a page so short that the models have seen none like it

bool stands_beside(const Analysis& page, const Block& block) {
  constexpr TagPart kBeside[] = {TagPart::kNav,   TagPart::kHeader, TagPart::kFooter,
                                 TagPart::kAside, TagPart::kForm,   TagPart::kButton};
  const Distances& steps = page.facts().distances(block.element);
  return std::ranges::any_of(kBeside, [&](TagPart part) { return steps[static_cast<std::size_t>(part)] < kFar; });
}

// A listing between paragraphs that are kept belongs to them, however little it looks like text.
void keep_listings(const std::vector<Block>& blocks, std::vector<bool>& kept) {
  constexpr std::size_t kReach = 3;  // blocks
  const std::vector<bool> chosen = kept;
  const auto any = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, chosen.size()); ++i) {
      if (chosen[i] && !blocks[i].code) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].code && !kept[i]) kept[i] = any(i > kReach ? i - kReach : 0, i) && any(i + 1, i + 1 + kReach);
  }
}

}  // namespace

MainContent main_content(const Analysis& page) {
  std::vector<std::uint32_t> words;
  for (const Block& block : page.blocks()) words.push_back(block.words);
  MainContent chosen = choose_blocks(page.probabilities(), words);
  keep_listings(page.blocks(), chosen.kept);
  if (std::accumulate(words.begin(), words.end(), 0.0) >= kLittle) return chosen;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!page.blocks()[i].hidden && !stands_beside(page, page.blocks()[i])) chosen.kept[i] = true;
  }
  return chosen;
}

}  // namespace thresh::automatic
