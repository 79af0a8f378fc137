// Which elements are headings, and of what level (HTML, section 4.3.6).
//
// Tested by tests/automatic/block_features_test.cpp.
#pragma once

#include "html/names.h"

namespace thresh::automatic {

// 1 to 6; 0 for an element that is no heading.
constexpr int heading_level(html::Name name) {
  using html::Name;
  return name >= Name::kH1 && name <= Name::kH6 ? static_cast<int>(name) - static_cast<int>(Name::kH1) + 1 : 0;
}
static_assert(heading_level(html::Name::kH6) == 6);  // known_names.inc has them in a row

}  // namespace thresh::automatic
