// See nearest.h.
#include "text/nearest.h"

#include <algorithm>
#include <string>

#include "text/unicode.h"

namespace thresh::text {

std::string_view nearest(std::string_view typed, std::span<const std::string_view> names) {
  constexpr std::size_t kLongest = 64;  // bytes; what is longer would also take long to compare
  if (typed.empty() || typed.size() > kLongest) return {};
  const std::string lower = ascii_lower(typed);
  std::size_t best = std::max<std::size_t>(typed.size() / 3, 1) + 1;
  std::string_view found;
  for (const std::string_view name : names) {
    const std::size_t distance = edit_distance(lower, ascii_lower(name));
    // A name of one or two letters is near to every other one.
    if (distance >= best || distance >= name.size()) continue;
    best = distance;
    found = name;
  }
  return found;
}

}  // namespace thresh::text
