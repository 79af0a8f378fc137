// The learned models, as data/model_*.tsv have them (trees.h); docs/automatic-content.md is their card.
//
// Tested by tests/automatic/models_test.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "automatic/trees.h"

namespace thresh::automatic {

struct Models {
  Trees page_type;     // columns: page_feature_names(); a class for each type
  Trees main_content;  // columns: BlockFeatures::names(), then a probability for each type

  // From two tables, which have to outlive the models. Nothing if they are not made for this program.
  static std::optional<Models> read(std::string_view page_type, std::string_view main_content);
};

// Those that are compiled in. Read when they are asked for first.
const Models& shipped_models();

}  // namespace thresh::automatic
