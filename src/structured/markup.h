// All that a page's markup says, read once for whoever asks: its items in every syntax, and its embedded JSON.
//
// Tested by tests/structured/metadata_test.cpp and tests/structured/mapping_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "base/finding.h"
#include "extract/embedded_json.h"
#include "extract/page_view.h"
#include "structured/item.h"
#include "structured/said.h"

namespace thresh::structured {

class Markup {
 public:
  // Of an HTML page. What is wrong with its JSON goes to `findings`.
  Markup(const extract::PageView& page, std::vector<base::Finding>& findings);
  Markup(const Markup&) = delete;
  Markup& operator=(const Markup&) = delete;

  const Items& items() const { return items_; }
  const Said& said() const { return said_; }
  const extract::PageView& page() const { return page_; }
  extract::EmbeddedJson& json() { return json_; }

 private:
  extract::PageView page_;
  extract::EmbeddedJson json_;
  Said said_;
  Items items_;
};

// Whether an item is of one of the types that data/schema_types.tsv puts under that role ("article", "person" …).
bool has_role(const Item& item, std::string_view role);
// The role of the first of its types that has one, and that type's name; both empty where none has.
struct Role {
  std::string_view role, type;
  int behind = 0;  // others of the role, where a page has several: a recipe stands behind the article that holds it
};
Role role_of(const Item& item);

// The first property of a name that an item has a value of; nullptr if it has none.
const Value* find(const Item& item, std::string_view name);

}  // namespace thresh::structured
