// See opening.h.
#include "automatic/thread/opening.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "normalize/fold.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::uint32_t kEnoughProse = 60;  // letters of a post that has neither author nor date
constexpr std::uint32_t kSomeProse = 20;    // of one that has
constexpr std::size_t kLongestTitle = 300;  // bytes
constexpr std::size_t kShortestTitle = 8;   // bytes before a sign, for the rest to be the site's name
constexpr NodeId kNodesBehind = 64;         // that a heading may stand behind the start of the first post

// The words of the first <title>.
std::string page_title(const html::Document& document) {
  const NodeId title = document.find("title");
  const NodeId words = title == html::kNoNode ? html::kNoNode : document.first_child(title);
  return words == html::kNoNode ? std::string() : text::collapse_spaces(document.text(words));
}

// Without the name of the site behind it, as far as a sign tells.
std::string_view before_site(std::string_view title) {
  std::size_t end = title.size();
  for (const std::string_view sign : {" | ", " - ", " – ", " — ", " :: ", " / ", " • ", " · ", " » "}) {
    const std::size_t at = title.find(sign);
    if (at != std::string_view::npos && at >= kShortestTitle) end = std::min(end, at);
  }
  return title.substr(0, end);
}

}  // namespace

Title find_title(const Survey& survey, const Item& first) {
  const html::Document& document = survey.document();
  const std::string page = page_title(document);
  const std::string_view start = before_site(page);
  const std::string folded = normalize::folded(page);
  Title best, above;
  std::size_t longest = 0;
  for (NodeId id = 0; id < document.size(); ++id) {
    const Name name = document.node(id).name;
    if (name < Name::kH1 || name > Name::kH3 || survey.hidden(id)) continue;
    const std::string words = survey.short_text(id, kLongestTitle);
    if (words.empty()) continue;
    if (name == Name::kH1 && id <= first.stretch.begin + kNodesBehind) above = {.node = id, .words = {}, .is_heading = true};
    if (words.size() > longest && folded.contains(normalize::folded(words))) {
      longest = words.size();
      best = {.node = id, .words = {}, .is_heading = true};
    }
  }
  if (longest * 2 >= start.size() && best.node != html::kNoNode) return best;
  if (above.node != html::kNoNode && folded.empty()) return above;
  const NodeId title = document.find("title");
  if (title == html::kNoNode || start.empty() || document.first_child(title) == html::kNoNode) return above;
  return {.node = document.first_child(title), .words = std::string(start)};
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
