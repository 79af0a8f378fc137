// See main_content.h.
#include "automatic/main_content.h"

#include <algorithm>
#include <numeric>

namespace thresh::automatic {

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
  double right = 0, kept = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    right += probabilities[order[i]] * words[order[i]];
    kept += words[order[i]];
    const double f1 = kept + expected > 0 ? 2 * right / (kept + expected) : 0;
    if (f1 <= chosen.expected) continue;
    chosen.expected = f1;
    count = i + 1;
  }
  for (std::size_t i = 0; i < count; ++i) chosen.kept[order[i]] = true;
  return chosen;
}

MainContent main_content(const Analysis& page) {
  std::vector<std::uint32_t> words;
  for (const Block& block : page.blocks()) words.push_back(block.words);
  return choose_blocks(page.probabilities(), words);
}

}  // namespace thresh::automatic
