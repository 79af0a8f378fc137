// See byline_place.h.
#include "automatic/byline_place.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::array<std::string_view, 4> kOfSite = {"sitesub", "tagline", "site-description", "slogan"};
// Boxes of networks, and what themes call a picture with its words.
constexpr std::array<std::string_view, 9> kShown = {"instagram-media", "twitter-tweet", "twitter-video",
                                                    "fb-post",         "fb-video",      "tiktok-embed",
                                                    "bluesky-embed",   "reddit-embed",  "wp-caption"};
constexpr std::array<std::string_view, 5> kFooters = {"meta", "post-footer", "entry-footer", "entry-utility",
                                                      "postinfo"};

}  // namespace

bool BylinePlace::holds(NodeId element, std::optional<std::size_t> title) const {
  if (!title) return false;
  const NodeId heading = analysis_.blocks()[*title].element;
  return heading > element && heading < document_.node(element).end;
}

bool BylinePlace::stands_in_own_footer(NodeId element, std::optional<std::size_t> title) const {
  bool footer = false;
  for (NodeId up = element; up != html::kNoNode && up != 0; up = document_.parent(up)) {
    const Name name = document_.node(up).name;
    if (name == Name::kBody) return false;
    if (footer && (name == Name::kArticle || holds(up, title))) return true;
    footer = footer || name == Name::kFooter;
  }
  return false;
}

bool BylinePlace::is_long_footer(const Block& block) const {
  constexpr std::uint32_t kLongest = 60;  // words
  constexpr int kSteps = 4;               // up
  if (block.words > kLongest) return false;
  NodeId element = block.element;
  for (int up = 0; up < kSteps && element != html::kNoNode; ++up, element = document_.parent(element)) {
    const std::string value = text::ascii_lower(document_.attribute(element, Name::kClass).value_or(""));
    if (std::ranges::any_of(kFooters, [&](std::string_view said) { return value.contains(said); })) return true;
  }
  return false;
}

bool BylinePlace::tells_of_site(NodeId element) const {
  constexpr int kSteps = 2;
  for (int up = 0; up < kSteps && element != html::kNoNode; ++up, element = document_.parent(element)) {
    for (const Name name : {Name::kId, Name::kClass}) {
      const std::string value = text::ascii_lower(document_.attribute(element, name).value_or(""));
      if (std::ranges::find(kOfSite, value) != kOfSite.end()) return true;
    }
  }
  return false;
}

bool BylinePlace::is_shown_matter(NodeId element) const {
  constexpr int kSteps = 6;
  for (int up = 0; up < kSteps && element != html::kNoNode; ++up, element = document_.parent(element)) {
    const Name name = document_.node(element).name;
    if (name == Name::kFigure || name == Name::kFigcaption) return true;
    if (name == Name::kBody || name == Name::kArticle || name == Name::kMain) return false;
    const std::string value = text::ascii_lower(document_.attribute(element, Name::kClass).value_or(""));
    if (std::ranges::any_of(kShown, [&](std::string_view said) { return value.contains(said); })) return true;
  }
  return false;
}

NodeId BylinePlace::label_of(NodeId element) const {
  for (NodeId up = element; up != html::kNoNode && up != 0; up = document_.parent(up)) {
    const Name name = document_.node(up).name;
    if (name == Name::kTd || name == Name::kDd) {
      const NodeId first = document_.first_child(document_.parent(up));
      const Name label = name == Name::kTd ? Name::kTh : Name::kDt;
      NodeId last = html::kNoNode;
      for (NodeId id = first; id != html::kNoNode && id != up; id = document_.next_sibling(id)) {
        if (document_.node(id).name == label) last = id;
      }
      return last;
    }
    if (name == Name::kTable) break;
  }
  return html::kNoNode;
}

}  // namespace thresh::automatic
