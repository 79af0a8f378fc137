// Picks into embedded JSON: `json:`, `jsonld:`, and JSON in attributes. See pick.h.
#include <algorithm>
#include <string>
#include <utility>

#include "extract/json.h"
#include "extract/pick.h"

namespace thresh::extract {

using record::Type;
using record::Value;
using rules::Pick;

// The JSON in an attribute of the item or of what it holds, else of the nearest element around it that is there for it
// alone.
const Value* Picker::attribute_json(std::string_view attribute, const Scope& scope) {
  const html::Document& document = *page_.document;
  const auto value_of = [&](html::NodeId id) {
    const bool seen = page_.budget->spend(1) && document.is_element(id) && !is_off_limits(id);
    return seen ? document.find_attribute(id, attribute) : nullptr;
  };
  for (html::NodeId id = scope.node; id < document.node(scope.node).end; ++id) {
    if (const auto* value = value_of(id)) return json_.in_attribute(*value);
  }
  if (scope.alone_in == html::kNoNode) return nullptr;
  for (html::NodeId up = scope.node; up != scope.alone_in && up != 0;) {
    up = document.parent(up);
    if (const auto* value = value_of(up)) return json_.in_attribute(*value);
  }
  return nullptr;
}

std::vector<const Value*> Picker::json_values(const Pick& pick, const Scope& scope, bool many) {
  const std::string_view root = pick.json.root;
  if (pick.from == Pick::From::kJson) {
    const Value* start = root.empty()            ? scope.json
                         : root.starts_with('@') ? attribute_json(root.substr(1), scope)
                                                 : json_.named(root);
    return start == nullptr ? std::vector<const Value*>() : follow(*start, pick.json, page_.budget);
  }
  if (root.empty() && scope.json != nullptr) return follow(*scope.json, pick.json, page_.budget);
  std::vector<const Value*> out;
  for (const Value* object : json_.linked_data()) {
    if (!page_.budget->spend(1)) break;
    if (!root.empty() && !has_type(*object, root)) continue;
    const auto values = follow(*object, pick.json, page_.budget);
    out.insert(out.end(), values.begin(), values.end());
    if (!many && !out.empty()) break;
  }
  return out;
}

// A list at the end of a path stands for its elements, as one on the way does.
void Picker::pick_json(const Pick& pick, Type type, const Scope& scope, bool many, Picked& out) {
  const bool raw = type == Type::kHtml || type == Type::kUrl;
  const bool numeric = type == Type::kCount || type == Type::kNumber;
  const auto add = [&](const Value& value) {
    if (!page_.budget->spend(kStepsOfValue)) return;
    const auto text = json_text(value);
    if (!text) return;
    Taken taken = json_.where_is(*json_scalar(value)).value_or(Taken{});
    const std::string plain = numeric ? plainly_written(*text) : *text;
    if (plain != *text) taken.steps.emplace_back("plain_number");
    const std::string_view kept = page_.arena->copy(plain);
    const std::size_t before = out.values.size();
    raw ? add_text(kept, out) : add_json_text(kept, taken, out);
    if (out.values.size() > before) note(out.values.back(), From::kJson, std::move(taken));
  };
  for (const Value* value : json_values(pick, scope, many)) {
    if (const record::List* list = value->as_list()) {
      std::ranges::for_each(*list, add);
    } else {
      add(*value);
    }
  }
}

}  // namespace thresh::extract
