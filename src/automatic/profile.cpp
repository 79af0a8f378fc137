// See profile.h.
#include "automatic/profile.h"

#include <algorithm>
#include <string>
#include <utility>

#include "automatic/headings.h"
#include "automatic/thread/draft.h"
#include "extract/type_reader.h"
#include "html/render.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Draft;
using html::NodeId;

constexpr std::uint32_t kLongestName = 14;  // words of a heading

// The only heading of the first level; null where there is none, or more than one.
const Block* only_heading(const extract::PageView& page, const Analysis& analysis) {
  const Block* only = nullptr;
  for (const Block& block : analysis.blocks()) {
    if (block.hidden || heading_level(page.document->node(block.element).name) != 1) continue;
    if (only != nullptr) return nullptr;
    only = &block;
  }
  return only;
}

// Whether the posts of the page are reviews: most give a rating.
bool are_reviews(const Analysis& analysis) {
  constexpr double kMost = 0.6;
  return analysis.thread() && analysis.thread()->posts.size() > 1 &&
         analysis.thread()->evidences[static_cast<std::size_t>(Evidence::kRated)] >= kMost;
}

// Where the name ends in a heading: before the degrees of a person, at a sign.
std::size_t end_of_name(std::string_view words, const std::optional<normalize::Person>& person) {
  const bool degrees = person && !person->credentials.empty();
  const std::size_t sign = std::min(words.find(" - "), std::min(words.find(" | "), words.find(" \u2013 ")));
  return std::min({words.size(), sign, degrees ? words.find(',') : std::string_view::npos});
}

}  // namespace

std::optional<Draft> profile_by_shape(const extract::PageView& page, const Analysis& analysis, bool talk) {
  const Block* const heading = only_heading(page, analysis);
  if (heading == nullptr || heading->words > kLongestName) return std::nullopt;
  html::RenderOptions options;
  options.visibility = page.visibility;
  text::Passage passage = html::render(*page.document, heading->element, options, *page.arena);
  std::vector<text::Copied> copied;
  const std::string words = text::compose(passage, &copied);
  if (words.empty() || words.ends_with('?')) return std::nullopt;
  const auto person = normalize::person(words);
  const bool titled = person && (!person->honorific.empty() || !person->credentials.empty());
  const bool reviews = are_reviews(analysis);
  if (!titled && !reviews) return std::nullopt;
  Head head = analysis.finder().head_of(heading->element);
  const bool reached = head.draft.find("contact") != nullptr || talk;
  if (!(titled ? head.specialty || head.rated || reviews : head.rated && reached)) return std::nullopt;
  Draft& name = head.draft.child("name");
  name.values.push_back({.passage = text::slice(passage, copied, 0, end_of_name(words, person))});
  if (person && !person->credentials.empty()) {
    const std::size_t comma = words.find(',');
    if (comma != std::string::npos && comma < words.size())
      head.draft.child("credentials")
          .values.push_back({.passage = text::slice(passage, copied, comma + 1, words.size())});
  }
  return std::move(head.draft);
}

}  // namespace thresh::automatic
