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
  const std::vector<double> types = models.page_type.probabilities(row);
  const auto best = static_cast<std::size_t>(std::ranges::max_element(types) - types.begin());
  type_ = {models.page_type.classes()[best], types[best]};
  std::vector<float> columns(features_.width() + types.size());
  std::ranges::transform(types, columns.begin() + static_cast<std::ptrdiff_t>(features_.width()),
                         [](double probability) { return static_cast<float>(probability); });
  for (std::size_t i = 0; i < blocks().size(); ++i) {
    std::ranges::copy(features_.row(i), columns.begin());
    probabilities_.push_back(models.main_content.probability(columns));
  }
}

}  // namespace thresh::automatic
