// Drafts by hand, for the tests of this room.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/draft.h"

namespace thresh::tests {

// A field with what was found for it.
inline extract::Draft value(std::string name, record::Type type, std::vector<std::string_view> found) {
  extract::Draft draft;
  draft.name = std::move(name);
  draft.type = type;
  for (const std::string_view words : found) {
    text::Run run;
    run.text = words;
    draft.values.emplace_back().passage.runs.push_back(run);
  }
  return draft;
}

inline extract::Draft group(std::string name, std::vector<extract::Draft> fields) {
  extract::Draft draft;
  draft.name = std::move(name);
  draft.kind = extract::Draft::Kind::kGroup;
  draft.children = std::move(fields);
  return draft;
}

inline extract::Draft list(std::string name, std::vector<extract::Draft> items) {
  extract::Draft draft = group(std::move(name), std::move(items));
  draft.kind = extract::Draft::Kind::kList;
  return draft;
}

}  // namespace thresh::tests
