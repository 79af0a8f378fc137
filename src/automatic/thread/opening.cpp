// See opening.h.
#include "automatic/thread/opening.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"
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

// Folded, without signs and spaces, which headings and titles set differently.
std::string bare(std::string_view text) {
  std::string out = normalize::folded(text);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x80 && !base::is_ascii_alphanumeric(c); });
  return out;
}

// Without the name of the site behind it, as far as a sign tells.
std::string_view before_site(std::string_view title) {
  std::size_t end = title.size();
  for (const std::string_view sign : {" | ", " - ", " – ", " — ", " :: ", " / ", " • ", " · ", " » "}) {
    end = std::min(end, title.find(sign, std::min(kShortestTitle, title.size())));
  }
  return title.substr(0, end);
}

}  // namespace

Title find_title(const Survey& survey, const Item& first) {
  const html::Document& document = survey.document();
  const std::string page = page_title(document), letters = bare(page);
  Title best, above;
  std::size_t longest = kShortestTitle - 1;
  for (NodeId id = 0; id < document.size(); ++id) {
    const Name name = document.node(id).name;
    if (name < Name::kH1 || name > Name::kH3 || survey.hidden(id)) continue;
    const std::string words = bare(survey.short_text(id, kLongestTitle));
    if (words.empty()) continue;
    const Title here{.node = id, .words = {}, .is_heading = true};
    if (name == Name::kH1 && id <= first.stretch.begin + kNodesBehind) above = here;
    const bool site = letters.size() > words.size() * 2 && letters.ends_with(words);
    if (words.size() <= longest || site || !letters.contains(words)) continue;
    longest = words.size();
    best = here;
  }
  const std::string_view start = before_site(page);
  if (best.node != html::kNoNode && longest * 3 >= bare(start).size()) return best;
  if (letters.empty()) return above;
  return {.node = document.first_child(document.find("title")), .words = std::string(start)};
}

std::optional<Item> find_opening(const Survey& survey, NodeId title, const Item& first) {
  const html::Document& document = survey.document();
  for (NodeId around = document.parent(first.stretch.begin); around != html::kNoNode;
       around = document.parent(around)) {
    Stretch stretch{around + 1, first.stretch.begin};
    if (title != html::kNoNode && stretch.contains(title)) stretch.begin = document.node(title).end;
    if (stretch.begin >= stretch.end) continue;
    const std::uint32_t prose = survey.sum(Survey::kProse, stretch);
    const bool said = survey.sum(Survey::kAuthors, stretch) > 0 || survey.sum(Survey::kDates, stretch) > 0;
    if (prose >= (said ? kSomeProse : kEnoughProse))
      return Item{.root = html::kNoNode, .stretch = stretch, .inner = {}};
    if (document.node(around).name == Name::kBody) break;
    if (title != html::kNoNode && document.contains(around, title)) break;
  }
  return std::nullopt;
}

}  // namespace thresh::automatic
