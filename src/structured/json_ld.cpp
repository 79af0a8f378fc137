// See json_ld.h.
#include "structured/json_ld.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "text/unicode.h"

namespace thresh::structured {
namespace {

using record::List;
using record::Map;

constexpr std::size_t kMostItems = 20'000;  // of one page

// Keywords are written in small letters; some pages do not ("@Type").
bool is_keyword(std::string_view key, std::string_view keyword) {
  return text::equals_ignoring_ascii_case(key, keyword);
}

const record::Value* keyword_member(const Map& map, std::string_view keyword) {
  if (const record::Value* value = map.find(keyword)) return value;
  for (const auto& [key, member] : map.entries()) {
    if (key.starts_with('@') && is_keyword(key, keyword)) return &member;
  }
  return nullptr;
}

const std::string* text_member(const Map& map, std::string_view key) {
  const record::Value* value = keyword_member(map, key);
  return value == nullptr ? nullptr : value->as_text();
}

// Whether an object says nothing but which other it is, and perhaps of what type.
bool only_refers(const Map& map) {
  return text_member(map, "@id") != nullptr && map.size() == (keyword_member(map, "@type") == nullptr ? 1u : 2u);
}

// Whether an object holds nothing but others: it is what a @graph stands in.
bool only_holds(const Map& map) {
  for (const auto& [key, member] : map.entries()) {
    if (!is_keyword(key, "@graph") && !is_keyword(key, "@context") && !is_keyword(key, "@id")) return false;
  }
  return keyword_member(map, "@graph") != nullptr;
}

class Reader {
 public:
  Reader(html::Budget& budget, Items& items) : budget_(budget), items_(items), first_(items.all.size()) {}

  void read(const std::vector<const record::Value*>& roots) {
    for (const record::Value* root : roots) queue_.push_back({root, kNoItem, {}});
    while (!queue_.empty()) {
      const Waiting next = queue_.front();
      queue_.pop_front();
      if (!budget_.spend(1)) return;
      take(next);
    }
    link();
  }

 private:
  // A value that is to be read: that of a property of `owner`, or one at the top.
  struct Waiting {
    const record::Value* value;
    ItemId owner;
    std::size_t property;  // its place among the owner's
  };
  struct Reference {
    ItemId owner;
    std::size_t property;
    std::string_view id;
  };

  void take(const Waiting& next) {
    if (const List* list = next.value->as_list()) {
      for (const record::Value& element : *list) queue_.push_back({&element, kNoItem, 0});
    } else if (const Map* map = next.value->as_map()) {
      if (only_holds(*map)) {
        queue_.push_back({keyword_member(*map, "@graph"), kNoItem, 0});
      } else if (next.owner != kNoItem || !only_refers(*map)) {
        add_item(*map, next);
      }
    }
  }

  void add_item(const Map& map, const Waiting& from) {
    if (items_.all.size() - first_ >= kMostItems) return;
    const auto id = static_cast<ItemId>(items_.all.size());
    Item item;
    item.owned = from.owner != kNoItem;
    if (item.owned) {
      Value& value = items_[from.owner].properties[from.property].value;
      value.kind = Value::Kind::kItem;
      value.item = id;
    }
    for (const auto& [key, member] : map.entries()) {
      if (is_keyword(key, "@type") || key == "type") add_types(member, item);
      if (is_keyword(key, "@id"))
        item.id = member.as_text() == nullptr ? std::string_view() : std::string_view(*member.as_text());
    }
    items_.all.push_back(std::move(item));
    for (const auto& [key, member] : map.entries()) {
      if (is_keyword(key, "@graph")) {
        queue_.push_back({&member, kNoItem, 0});
      } else if (!key.starts_with('@')) {
        add_values(id, key, member);
      }
    }
    note_id(id);
  }

  static void add_types(const record::Value& said, Item& item) {
    const auto add = [&](const record::Value& one) {
      if (const std::string* type = one.as_text()) item.types.emplace_back(*type);
    };
    add(said);
    if (const List* list = said.as_list()) std::for_each(list->begin(), list->end(), add);
  }

  void add_values(ItemId owner, std::string_view name, const record::Value& said) {
    // Lists in lists are rare, and read as one.
    std::vector<const record::Value*> open = {&said};
    while (!open.empty()) {
      const record::Value* value = open.back();
      open.pop_back();
      if (!budget_.spend(1)) return;
      const Map* map = value->as_map();
      if (map != nullptr) {
        for (const std::string_view holder : {"@list", "@set"}) {
          if (const record::Value* held = keyword_member(*map, holder)) value = held;
        }
      }
      if (const List* list = value->as_list()) {
        for (auto one = list->rbegin(); one != list->rend(); ++one) open.push_back(&*one);
      } else {
        add_value(owner, name, *value);
      }
    }
  }

  void add_value(ItemId owner, std::string_view name, const record::Value& said) {
    if (said.is_null()) return;
    Property property;
    property.name = name;
    property.value.kind = Value::Kind::kJson;
    property.value.json = &said;
    const std::size_t at = items_[owner].properties.size();
    if (const Map* map = said.as_map()) {
      const record::Value* plain = keyword_member(*map, "@value");
      const bool refers = only_refers(*map);
      if (plain != nullptr && (plain->is_null() || plain->as_map() != nullptr || plain->as_list() != nullptr)) return;
      property.value.json = plain != nullptr ? plain : refers ? keyword_member(*map, "@id") : nullptr;
      property.value.address = refers;
      if (refers) references_.push_back({owner, at, *text_member(*map, "@id")});
      if (property.value.json == nullptr) {
        property.value.kind = Value::Kind::kItem;
        queue_.push_back({&said, owner, at});  // until it is read it is nothing: kNoItem
      }
    }
    items_[owner].properties.push_back(property);
  }

  // Of two objects with one @id the one that says more counts.
  void note_id(ItemId id) {
    const Item& item = items_[id];
    if (item.id.empty()) return;
    const auto [known, added] = by_id_.try_emplace(item.id, id);
    if (!added && items_[known->second].properties.size() < item.properties.size()) known->second = id;
  }

  void link() {
    for (const Reference& reference : references_) {
      const auto known = by_id_.find(reference.id);
      if (known == by_id_.end()) continue;
      Value& value = items_[reference.owner].properties[reference.property].value;
      value.kind = Value::Kind::kItem;
      value.item = known->second;
    }
  }

  html::Budget& budget_;
  Items& items_;
  std::size_t first_;
  std::deque<Waiting> queue_;
  std::vector<Reference> references_;
  std::unordered_map<std::string_view, ItemId> by_id_;
};

}  // namespace

void read_json_ld(const std::vector<const record::Value*>& roots, html::Budget& budget, Items& items) {
  Reader(budget, items).read(roots);
}

List print_json_ld(const std::vector<const record::Value*>& roots) {
  List out;
  for (const record::Value* root : roots) {
    if (const List* list = root->as_list()) {
      for (const record::Value& element : *list) {
        if (element.as_map() != nullptr) out.push_back(element);
      }
    } else if (root->as_map() != nullptr) {
      out.push_back(*root);
    }
  }
  return out;
}

}  // namespace thresh::structured
