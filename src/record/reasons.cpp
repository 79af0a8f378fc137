// See reasons.h. Each list of names stands in the order of its enumeration, so that a name is an index away.
#include "record/reasons.h"

#include <algorithm>
#include <cstddef>

namespace thresh::record {
namespace {

constexpr std::string_view kAbsences[] = {"not_on_page", "empty", "unrendered", "unparsable", "not_applicable"};

constexpr std::string_view kRemovals[] = {
    "template_artifact", "boilerplate", "disclaimer", "navigation", "advertisement",
    "interface",         "notice",      "duplicate",  "hidden",     "invisible",
};

static_assert(std::size(kAbsences) == static_cast<std::size_t>(Absence::kNotApplicable) + 1);
static_assert(std::size(kRemovals) == static_cast<std::size_t>(Removal::kInvisible) + 1);

}  // namespace

std::string_view name(Absence absence) { return kAbsences[static_cast<std::size_t>(absence)]; }

std::span<const std::string_view> absence_names() { return kAbsences; }

std::string_view name(Removal removal) { return kRemovals[static_cast<std::size_t>(removal)]; }

std::optional<Removal> removal_of_name(std::string_view name) {
  const auto* const found = std::ranges::find(kRemovals, name);
  if (found == std::end(kRemovals)) return std::nullopt;
  return static_cast<Removal>(found - std::begin(kRemovals));
}

std::span<const std::string_view> removal_names() { return kRemovals; }

}  // namespace thresh::record
