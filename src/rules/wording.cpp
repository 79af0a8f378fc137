// See wording.h.
#include "rules/wording.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::rules {

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string listed(std::span<const std::string_view> names) {
  constexpr std::size_t kMost = 40;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    if (i > 0) list += ", ";
    list += names[i];
  }
  if (names.size() > kMost) list += ", …";
  return list;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> names) {
  // What is longer is no slip of the keyboard, and would take long to compare.
  constexpr std::size_t kLongestName = 64;
  if (name.empty() || name.size() > kLongestName) return {};
  std::size_t best = std::max<std::size_t>(name.size() / 3, 1) + 1;
  std::string_view nearest;
  for (const std::string_view candidate : names) {
    const std::size_t distance = text::edit_distance(name, candidate);
    // A name of one or two letters is near to every other one.
    if (distance >= best || distance >= candidate.size()) continue;
    best = distance;
    nearest = candidate;
  }
  if (nearest.empty()) return {};
  return ": did you mean " + quoted(nearest) + "?";
}

Unknown unknown(std::string_view what, std::string_view name, std::span<const std::string_view> names) {
  const std::string suggestion = did_you_mean(name, names);
  // With a suggestion the whole list would only be noise.
  const bool list = suggestion.empty() && !names.empty();
  return {"unknown " + std::string(what) + " " + quoted(name) + suggestion, list ? "there are: " + listed(names) : ""};
}

}  // namespace thresh::rules
