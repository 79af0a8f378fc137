// See models.h.
#include "automatic/models.h"

#include <algorithm>

#include "automatic/block_features.h"
#include "automatic/page_features.h"
#include "base/embedded.h"

namespace thresh::automatic {

std::optional<Models> Models::read(const Tables& tables) {
  auto types = Trees::read(tables.page_type);
  auto unaddressed = Trees::read(tables.page_type_unaddressed);
  auto blocks = Trees::read(tables.main_content);
  if (!types || !unaddressed || !blocks) return {};
  if (!std::ranges::equal(types->columns(), page_feature_names()) || types->classes().empty()) return {};
  if (!std::ranges::equal(unaddressed->columns(), types->columns()) ||
      !std::ranges::equal(unaddressed->classes(), types->classes())) {
    return {};
  }
  const auto own = BlockFeatures::names();
  const auto columns = blocks->columns();
  if (columns.size() != own.size() + types->classes().size() || !std::ranges::equal(columns.first(own.size()), own)) {
    return {};
  }
  return Models{std::move(*types), std::move(*unaddressed), std::move(*blocks)};
}

const Models& shipped_models() {
  static const Models kModels =
      Models::read({base::embedded("data/model_page_type.tsv"), base::embedded("data/model_page_type_unaddressed.tsv"),
                    base::embedded("data/model_main_content.tsv")})
          .value();
  return kModels;
}

}  // namespace thresh::automatic
