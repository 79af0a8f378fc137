// See draft.h.
#include "extract/draft.h"

#include <utility>

namespace thresh::extract {

const Draft* Draft::find(std::string_view child_name) const {
  for (const Draft& draft : children) {
    if (draft.name == child_name) return &draft;
  }
  return nullptr;
}

Draft* Draft::find(std::string_view child_name) { return const_cast<Draft*>(std::as_const(*this).find(child_name)); }

Draft& Draft::child(std::string_view child_name) {
  if (Draft* known = find(child_name)) return *known;
  Draft& added = children.emplace_back();
  added.name = child_name;
  return added;
}

}  // namespace thresh::extract
