// See analysis.h.
#include "automatic/analysis.h"

#include <optional>
#include <span>
#include <string_view>

#include "automatic/page_features.h"
#include "automatic/second_look.h"
#include "automatic/thread/confidence.h"
#include "automatic/thread/thread.h"

namespace thresh::automatic {
namespace {

// A page without an address is a forum only if its posts may be: few links and few words look like one, too. Of eight
// pages of the extraction set that are taken for one and are none, this leaves three. What calls itself comments, below
// something else, is an article with comments, unless all the rest says that it is a thread.
bool may_be_forum(const std::optional<Thread>& thread) {
  constexpr double kPossible = 0.05, kMost = 0.5;
  if (!thread || thread->confidence < kPossible) return false;
  const auto of = [&](Evidence evidence) { return thread->evidences[static_cast<std::size_t>(evidence)]; };
  return thread->confidence >= kSureThread || of(Evidence::kOpening) == 0 || of(Evidence::kComments) < kMost;
}

PageType best_of(std::span<const std::string_view> names, std::span<const double> probabilities, bool with_forums) {
  PageType best;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == "forum" && !with_forums) continue;
    if (best.name.empty() || probabilities[i] > best.confidence) best = {names[i], probabilities[i]};
  }
  return best;
}

}  // namespace

Analysis::Analysis(const extract::PageView& page, const Models& models)
    : facts_(*page.document),
      said_(*page.document, *page.metas),
      blocks_(blocks_of(*page.document, *page.visibility)),
      features_(*page.document, blocks_, facts_, said_),
      finder_(page),
      thread_(finder_.thread()) {
  const std::vector<float> row =
      page_features(*page.document, features_, facts_, *page.metas, page.url, thread_ ? &*thread_ : nullptr);
  const bool unaddressed = page.url.empty();
  const Trees& model = unaddressed ? models.page_type_unaddressed : models.page_type;
  const std::vector<double> types = model.probabilities(row);
  type_ = best_of(model.classes(), types, !unaddressed || may_be_forum(thread_));
  std::vector<float> rest;  // of each row
  for (const double probability : types) rest.push_back(static_cast<float>(probability));
  const Trees::Table own{features_.rows(), features_.width()};
  const std::vector<double> first = models.main_content_first.probabilities({{own}}, rest);
  const std::vector<float> looks = second_look(features_, first);
  const Trees::Table look{looks, second_look_names().size()};
  probabilities_ = models.main_content.probabilities({{own, look}}, rest);
  for (std::size_t i = 0; i < first.size(); ++i) probabilities_[i] = (probabilities_[i] + first[i]) / 2;
}

}  // namespace thresh::automatic
