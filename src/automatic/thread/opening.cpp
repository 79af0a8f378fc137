// See opening.h.
#include "automatic/thread/opening.h"

#include <algorithm>

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::uint32_t kEnoughProse = 60;  // letters of a post that has neither author nor date
constexpr std::uint32_t kSomeProse = 20;    // of one that has

}  // namespace

NodeId find_title(const Survey& survey, const Item& first) {
  const html::Document& document = survey.document();
  NodeId above = html::kNoNode, anywhere = html::kNoNode, second = html::kNoNode;
  for (NodeId id = 0; id < document.size(); ++id) {
    const Name name = document.node(id).name;
    if ((name != Name::kH1 && name != Name::kH2) || survey.hidden(id)) continue;
    if (survey.sum(Survey::kLetters, id) == 0) continue;
    const bool before = id <= first.stretch.begin + 64 || first.stretch.contains(id);
    if (name == Name::kH2) {
      if (before && (survey.roles(id) & kAside) == 0) second = id;
      continue;
    }
    if (before) above = id;
    if (anywhere == html::kNoNode) anywhere = id;
  }
  return above != html::kNoNode ? above : anywhere != html::kNoNode ? anywhere : second;
}

std::optional<Item> find_opening(const Survey& survey, NodeId title, const Item& first) {
  const html::Document& document = survey.document();
  for (NodeId around = document.parent(first.stretch.begin); around != html::kNoNode; around = document.parent(around)) {
    Stretch stretch{around + 1, first.stretch.begin};
    if (title != html::kNoNode && stretch.contains(title)) stretch.begin = document.node(title).end;
    if (stretch.begin >= stretch.end) continue;
    const std::uint32_t prose = survey.sum(Survey::kProse, stretch);
    const bool said = survey.sum(Survey::kAuthors, stretch) > 0 || survey.sum(Survey::kDates, stretch) > 0;
    if (prose >= (said ? kSomeProse : kEnoughProse)) return Item{.root = html::kNoNode, .stretch = stretch, .inner = {}};
    if (document.node(around).name == Name::kBody) break;
    if (title != html::kNoNode && document.contains(around, title)) break;
  }
  return std::nullopt;
}

}  // namespace thresh::automatic
