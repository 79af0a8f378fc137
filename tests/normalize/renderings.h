// What each normalizer makes of a text, as the cells behind it in its table of forms: "-" for no value.
//
// For forms_test.cpp, which checks the tables, and for read_forms.cpp, which scores them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace thresh::normalize {

struct Table {
  std::string_view name;  // tests/normalize/NAME.tsv
  std::string (*render)(std::string_view text);
};

// The day on which the page of relative_date.tsv was taken.
inline constexpr std::string_view kCaptured = "2026-11-25T14:30:00Z";

std::span<const Table> tables();

}  // namespace thresh::normalize
