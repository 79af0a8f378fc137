// See draft.h.
#include "extract/draft.h"

namespace thresh::extract {

const Draft* Draft::find(std::string_view child_name) const {
  for (const Draft& draft : children) {
    if (draft.name == child_name) return &draft;
  }
  return nullptr;
}

Draft& Draft::child(std::string_view child_name) {
  for (Draft& draft : children) {
    if (draft.name == child_name) return draft;
  }
  Draft& added = children.emplace_back();
  added.name = child_name;
  return added;
}

}  // namespace thresh::extract
