// See models.h.
#include "automatic/models.h"

#include <algorithm>
#include <initializer_list>
#include <span>

#include "automatic/block_features.h"
#include "automatic/page_features.h"
#include "automatic/second_look.h"
#include "base/embedded.h"

namespace thresh::automatic {
namespace {

// Whether the columns are those of these tables, and `more` behind them.
bool has_columns(const Trees& trees, std::initializer_list<std::span<const std::string_view>> tables,
                 std::size_t more) {
  std::span<const std::string_view> columns = trees.columns();
  for (const auto& names : tables) {
    if (columns.size() < names.size() || !std::ranges::equal(columns.first(names.size()), names)) return false;
    columns = columns.subspan(names.size());
  }
  return columns.size() == more;
}

}  // namespace

std::optional<Models> Models::read(const Tables& tables) {
  auto types = Trees::read(tables.page_type);
  auto unaddressed = Trees::read(tables.page_type_unaddressed);
  auto first = Trees::read(tables.main_content_first);
  auto second = Trees::read(tables.main_content);
  if (!types || !unaddressed || !first || !second) return {};
  if (!std::ranges::equal(types->columns(), page_feature_names()) || types->classes().empty()) return {};
  if (!std::ranges::equal(unaddressed->columns(), types->columns()) ||
      !std::ranges::equal(unaddressed->classes(), types->classes())) {
    return {};
  }
  const std::size_t classes = types->classes().size();
  if (!has_columns(*first, {BlockFeatures::names()}, classes)) return {};
  if (!has_columns(*second, {BlockFeatures::names(), second_look_names()}, classes)) return {};
  return Models{std::move(*types), std::move(*unaddressed), std::move(*first), std::move(*second)};
}

const Models& shipped_models() {
  static const Models kModels =
      Models::read({base::embedded("data/model_page_type.tsv"), base::embedded("data/model_page_type_unaddressed.tsv"),
                    base::embedded("data/model_main_content_first.tsv"), base::embedded("data/model_main_content.tsv")})
          .value();
  return kModels;
}

}  // namespace thresh::automatic
