// See markup.h.
#include "structured/markup.h"

#include <algorithm>
#include <unordered_map>

#include "base/embedded.h"
#include "base/rows.h"
#include "structured/address.h"
#include "structured/json_ld.h"
#include "structured/microdata.h"
#include "structured/microformats.h"
#include "structured/rdfa.h"

namespace thresh::structured {
namespace {

// data/schema_types.tsv, by type.
const std::unordered_map<std::string_view, Role>& roles() {
  static const auto table = [] {
    std::unordered_map<std::string_view, Role> roles;
    base::for_each_row(base::embedded("data/schema_types.tsv"), [&](std::string_view row) {
      const std::string_view type = base::take_column(row), role = base::take_column(row);
      const std::string_view behind = base::take_column(row);
      roles.emplace(type, Role{role, type, behind.empty() ? 0 : behind.front() - '0'});
    });
    return roles;
  }();
  return table;
}

}  // namespace

Markup::Markup(const extract::PageView& page, std::vector<base::Finding>& findings)
    : page_(page), json_(*page.document, findings, page.taken != nullptr), said_(page, &json_) {
  read_json_ld(json_.linked_blocks(), *page.budget, items_);
  read_microdata(*page.document, *page.budget, items_);
  read_rdfa(*page.document, base_address(*page.document, page.url), *page.budget, *page.arena, items_);
  read_microformats(*page.document, *page.budget, *page.arena, items_);
}

Role role_of(const Item& item) {
  for (const std::string_view written : item.types) {
    const auto known = roles().find(local_name(written));
    if (known != roles().end()) return known->second;
  }
  return {};
}

bool has_role(const Item& item, std::string_view role) {
  return std::ranges::any_of(item.types, [&](std::string_view written) {
    const auto known = roles().find(local_name(written));
    return known != roles().end() && known->second.role == role;
  });
}

const Value* find(const Item& item, std::string_view name) {
  for (const Property& property : item.properties) {
    if (local_name(property.name) != name) continue;
    if (property.value.kind != Value::Kind::kItem || property.value.item != kNoItem) return &property.value;
  }
  return nullptr;
}

}  // namespace thresh::structured
