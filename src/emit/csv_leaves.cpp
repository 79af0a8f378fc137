// See csv_leaves.h.
#include "emit/csv_leaves.h"

#include <algorithm>
#include <utility>

namespace thresh::emit {
namespace {

using record::Map;
using record::Value;

std::string column_name(const std::string& prefix, const std::string& key) {
  if (!prefix.empty()) return prefix + '.' + key;
  const bool taken = key == kMore || std::ranges::find(kCustomHead, key) != std::end(kCustomHead);
  return taken ? "fields." + key : key;
}

}  // namespace

std::vector<Leaf> flattened(const Map& fields) {
  struct Open {
    const Map* map;
    std::string prefix;
    std::size_t next = 0;
  };
  std::vector<Leaf> leaves;
  std::vector<Open> open;
  open.push_back({&fields, {}});
  while (!open.empty()) {
    Open& here = open.back();
    if (here.next == here.map->size()) {
      open.pop_back();
      continue;
    }
    const auto& [key, value] = here.map->entries()[here.next++];
    std::string column = column_name(here.prefix, key);
    if (value.as_map() != nullptr)
      open.push_back({value.as_map(), std::move(column)});
    else
      leaves.push_back({std::move(column), &value});
  }
  return leaves;
}

Value more_of(const std::vector<Leaf>& leaves) {
  Map more;
  for (const Leaf& leaf : leaves) {
    if (!leaf.value->is_null()) more.set(leaf.column, *leaf.value);
  }
  return more.empty() ? Value() : Value(std::move(more));
}

}  // namespace thresh::emit
