// See analysis.h.
#include "automatic/analysis.h"

#include <algorithm>

#include "automatic/page_features.h"

namespace thresh::automatic {

Analysis::Analysis(const extract::PageView& page, const Models& models)
    : facts_(*page.document),
      said_(*page.document, *page.metas),
      blocks_(blocks_of(*page.document, *page.visibility)),
      features_(*page.document, blocks_, facts_, said_),
      finder_(page),
      thread_(finder_.thread()) {
  const std::vector<float> row =
      page_features(*page.document, features_, facts_, *page.metas, page.url, thread_ ? &*thread_ : nullptr);
  const Trees& model = page.url.empty() ? models.page_type_unaddressed : models.page_type;
  const std::vector<double> types = model.probabilities(row);
  const auto best = static_cast<std::size_t>(std::ranges::max_element(types) - types.begin());
  type_ = {model.classes()[best], types[best]};
  std::vector<float> rest;  // of each row
  for (const double probability : types) rest.push_back(static_cast<float>(probability));
  probabilities_ = models.main_content.probabilities(features_.rows(), features_.width(), rest);
}

}  // namespace thresh::automatic
