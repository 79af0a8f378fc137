// The learned models, as data/model_*.tsv have them (trees.h); docs/automatic-content.md is their card.
//
// Tested by tests/automatic/models_test.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "automatic/trees.h"

namespace thresh::automatic {

struct Models {
  Trees page_type;              // columns: page_feature_names(); a class for each type
  Trees page_type_unaddressed;  // the same, for pages of which nobody knows the address
  Trees main_content_first;     // columns: BlockFeatures::names(), then a probability for each type
  Trees main_content;           // columns: BlockFeatures::names(), second_look_names(), a probability for each type

  // From tables, which have to outlive the models. Nothing if they are not made for this program.
  struct Tables {
    std::string_view page_type, page_type_unaddressed, main_content_first, main_content;
  };
  static std::optional<Models> read(const Tables& tables);
};

// Those that are compiled in. Read when they are asked for first.
const Models& shipped_models();

}  // namespace thresh::automatic
