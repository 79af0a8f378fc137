// See draft.h.
#include "extract/draft.h"

#include <algorithm>

namespace thresh::extract {

const Draft* Draft::find(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &Draft::name);
  return found == children.end() ? nullptr : &*found;
}

Draft* Draft::find(std::string_view child_name) {
  const auto found = std::ranges::find(children, child_name, &Draft::name);
  return found == children.end() ? nullptr : &*found;
}

Draft& Draft::child(std::string_view child_name) {
  if (Draft* known = find(child_name)) return *known;
  constexpr std::size_t kUsual = 8;  // fields of a group
  if (children.capacity() == 0) children.reserve(kUsual);
  Draft& added = children.emplace_back();
  added.name = child_name;
  return added;
}

}  // namespace thresh::extract
