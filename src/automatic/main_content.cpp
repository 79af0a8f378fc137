// See main_content.h.
#include "automatic/main_content.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "text/unicode.h"

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

// The first of an element's classes, which those of one make share; others say which of them it is.
std::string_view first_class(const html::Document& document, html::NodeId element) {
  const std::string_view classes = text::trim(document.attribute(element, html::Name::kClass).value_or(""));
  return classes.substr(0, classes.find_first_of(" \t\r\n\f"));
}

// Whether two blocks are paragraphs of one text by where they stand: in elements of the same make, in the same one or
// in several of one make beside each other.
bool are_peers(const html::Document& document, html::NodeId a, html::NodeId b) {
  constexpr int kMostLevels = 4;
  for (int level = 0; level < kMostLevels && a != html::kNoNode && b != html::kNoNode; ++level) {
    if (document.node(a).name != document.node(b).name || first_class(document, a) != first_class(document, b))
      return false;
    a = document.parent(a);
    b = document.parent(b);
    if (a == b) return true;
  }
  return false;
}

}  // namespace

void keep_paragraphs(const html::Document& document, const std::vector<Block>& blocks,
                     std::span<const double> probabilities, std::vector<bool>& kept) {
  constexpr std::size_t kReach = 12;      // blocks
  constexpr double kLeast = 0.3;          // probability: what is less likely stands there for itself (a call to act)
  constexpr std::uint32_t kShortest = 8;  // words
  const auto is_paragraph = [&](const Block& block) {
    return block.words >= kShortest && block.linked_words * 2 < block.words && !block.hidden && !block.code;
  };
  const std::vector<bool> chosen = kept;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (kept[i] || !is_paragraph(blocks[i]) || blocks[i].sentences == 0 || probabilities[i] < kLeast) continue;
    const auto is_peer = [&](std::size_t at) {
      return chosen[at] && is_paragraph(blocks[at]) && are_peers(document, blocks[i].element, blocks[at].element);
    };
    bool before = false, behind = false;
    for (std::size_t step = 1; step <= kReach; ++step) {
      before = before || (step <= i && is_peer(i - step));
      behind = behind || (i + step < blocks.size() && is_peer(i + step));
    }
    kept[i] = before && behind;
  }
}

MainContent main_content(const html::Document& document, const Analysis& page) {
  std::vector<std::uint32_t> words;
  for (const Block& block : page.blocks()) words.push_back(block.words);
  MainContent chosen = choose_blocks(page.probabilities(), words);
  keep_listings(page.blocks(), chosen.kept);
  keep_paragraphs(document, page.blocks(), page.probabilities(), chosen.kept);
  if (std::accumulate(words.begin(), words.end(), 0.0) >= kLittle) return chosen;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!page.blocks()[i].hidden && !stands_beside(page, page.blocks()[i])) chosen.kept[i] = true;
  }
  return chosen;
}

}  // namespace thresh::automatic
