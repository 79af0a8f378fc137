// See microdata.h.
#include "structured/microdata.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "structured/address.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using html::NodeId;
using record::List;
using record::Map;

constexpr std::size_t kMostItems = 50'000;     // of one page
constexpr std::size_t kMostPrinted = 100'000;  // values, with those of items that stand in several places

struct ValueAttribute {
  std::string_view element, attribute;
  bool address;
};

// Section 5.2.4.
constexpr ValueAttribute kValueAttributes[] = {
    {"meta", "content", false}, {"audio", "src", true},    {"embed", "src", true},      {"iframe", "src", true},
    {"img", "src", true},       {"source", "src", true},   {"track", "src", true},      {"video", "src", true},
    {"a", "href", true},        {"area", "href", true},    {"link", "href", true},      {"object", "data", true},
    {"data", "value", false},   {"meter", "value", false}, {"time", "datetime", false},
};

Value value_of(const html::Document& document, NodeId element) {
  Value value;
  value.node = element;
  value.kind = Value::Kind::kElement;
  if (const html::Attribute* content = document.find_attribute(element, "content")) {
    value.kind = Value::Kind::kAttribute;
    value.attribute = content;
    return value;
  }
  const auto* const rule = std::ranges::find(kValueAttributes, document.name(element), &ValueAttribute::element);
  if (rule == std::end(kValueAttributes)) return value;
  const html::Attribute* attribute = document.find_attribute(element, rule->attribute);
  if (attribute == nullptr) return value;
  value.kind = Value::Kind::kAttribute;
  value.attribute = attribute;
  value.address = rule->address;
  return value;
}

class Reader {
 public:
  Reader(const html::Document& document, html::Budget& budget, Items& items)
      : document_(document), budget_(budget), items_(items), first_(items.all.size()) {}

  void read() {
    if (!find_items()) return;
    give_properties();
    follow_references();
  }

 private:
  bool find_items() {
    for (NodeId id = 0; id < document_.size(); ++id) {
      if (!document_.is_element(id)) continue;
      if (document_.find_attribute(id, html::Name::kItemscope) != nullptr && items_.all.size() - first_ < kMostItems)
        add_item(id);
    }
    return items_.all.size() > first_;
  }

  void add_item(NodeId element) {
    if (by_node_.empty()) by_node_.resize(document_.size(), kNoItem);
    by_node_[element] = static_cast<ItemId>(items_.all.size());
    Item item;
    item.syntax = Syntax::kMicrodata;
    item.node = element;
    for_each_token(document_.attribute(element, "itemtype").value_or(""),
                   [&](std::string_view type) { item.types.push_back(type); });
    item.id = text::trim_ascii(document_.attribute(element, "itemid").value_or(""));
    items_.all.push_back(std::move(item));
  }

  ItemId item_at(NodeId element) const { return by_node_[element]; }

  // To the item `owner` the properties of the subtree of `root`, but for those inside other items.
  void crawl(NodeId root, ItemId owner) {
    NodeId id = root;
    while (id < document_.node(root).end && budget_.spend(1)) {
      const ItemId inner = document_.is_element(id) ? item_at(id) : kNoItem;
      if (document_.is_element(id)) add_property(id, inner, owner);
      id = inner == kNoItem ? id + 1 : document_.node(id).end;
    }
  }

  void add_property(NodeId element, ItemId inner, ItemId owner) {
    const auto names = document_.attribute(element, html::Name::kItemprop);
    if (!names || owner == kNoItem) return;
    Property property;
    if (inner != kNoItem) {
      property.value.kind = Value::Kind::kItem;
      property.value.item = inner;
      property.value.node = element;
    } else {
      property.value = value_of(document_, element);
    }
    for_each_token(*names, [&](std::string_view name) {
      property.name = name;
      items_[owner].properties.push_back(property);
      if (inner != kNoItem) items_[inner].owned = true;
    });
  }

  // The items around a place stand on a stack: the innermost is its owner.
  void give_properties() {
    std::vector<std::pair<NodeId, ItemId>> open;  // where it ends, which item
    for (NodeId id = 0; id < document_.size(); ++id) {
      while (!open.empty() && open.back().first <= id) open.pop_back();
      if (!document_.is_element(id)) continue;
      const ItemId inner = item_at(id);
      add_property(id, inner, open.empty() ? kNoItem : open.back().second);
      if (inner != kNoItem) open.emplace_back(document_.node(id).end, inner);
    }
  }

  void follow_references() {
    std::unordered_map<std::string_view, NodeId> by_name;
    const auto count = static_cast<ItemId>(items_.all.size());
    for (auto owner = static_cast<ItemId>(first_); owner < count; ++owner) {
      const auto names = document_.attribute(items_[owner].node, "itemref");
      if (!names) continue;
      if (by_name.empty()) by_name = name_elements();
      std::vector<NodeId> seen;
      for_each_token(*names, [&](std::string_view name) {
        const auto target = by_name.find(name);
        if (target == by_name.end() || std::ranges::find(seen, target->second) != seen.end()) return;
        seen.push_back(target->second);
        // What is inside the item is its own already, and it is no property of its own.
        if (!document_.contains(items_[owner].node, target->second)) crawl(target->second, owner);
      });
      put_in_page_order(items_[owner].properties);
    }
  }

  static void put_in_page_order(std::vector<Property>& properties) {
    std::vector<std::pair<NodeId, std::size_t>> order;
    for (const Property& property : properties) order.emplace_back(property.value.node, order.size());
    std::ranges::sort(order);
    std::vector<Property> sorted;
    for (const auto& [node, at] : order) sorted.push_back(properties[at]);
    properties = std::move(sorted);
  }

  std::unordered_map<std::string_view, NodeId> name_elements() const {
    std::unordered_map<std::string_view, NodeId> by_name;
    for (NodeId id = 0; id < document_.size(); ++id) {
      if (!document_.is_element(id)) continue;
      if (const auto name = document_.attribute(id, "id")) by_name.try_emplace(*name, id);
    }
    return by_name;
  }

  const html::Document& document_;
  html::Budget& budget_;
  Items& items_;
  std::size_t first_;
  std::vector<ItemId> by_node_;  // empty until there is one
};

// Writes items as JSON, from the outside in, with the items that it is inside of on a stack.
class Printer {
 public:
  Printer(const Items& items, const Said& said, std::string_view base)
      : items_(items), said_(said), base_(base), is_open_(items.all.size()) {}

  Map print(ItemId root) {
    open_.push_back({root, start(root)});
    while (true) {
      Open& here = open_.back();
      if (here.next < items_[here.item].properties.size() && printed_ < kMostPrinted) {
        const Property& property = items_[here.item].properties[here.next++];
        ++printed_;
        if (property.value.kind == Value::Kind::kItem && !is_open_[property.value.item]) {
          open_.push_back({property.value.item, start(property.value.item), property.name});
        } else {
          put(here, property.name, plain(property.value));
        }
        continue;
      }
      Open done = std::move(open_.back());
      open_.pop_back();
      is_open_[done.item] = false;
      done.map.add("properties", std::move(done.properties));
      if (open_.empty()) return std::move(done.map);
      put(open_.back(), done.name, std::move(done.map));
    }
  }

 private:
  struct Open {
    ItemId item;
    Map map;
    std::string_view name = {};  // of the property of the item around it that it is the value of
    Map properties = {};
    std::size_t next = 0;
  };

  Map start(ItemId id) {
    is_open_[id] = true;
    Map map;
    List types;
    for (const std::string_view type : items_[id].types) types.emplace_back(type);
    if (!types.empty()) map.add("type", std::move(types));
    if (!items_[id].id.empty()) map.add("id", resolve(items_[id].id, base_));
    return map;
  }

  record::Value plain(const Value& value) const {
    if (value.kind == Value::Kind::kItem) return "ERROR";
    std::string words = said_.words(value);
    return value.address ? resolve(words, base_) : std::move(words);
  }

  static void put(Open& open, std::string_view name, record::Value value) {
    record::Value* known = open.properties.find(name);
    if (known == nullptr) known = &open.properties.add(name, List{});
    known->as_list()->push_back(std::move(value));
  }

  const Items& items_;
  const Said& said_;
  std::string_view base_;
  std::vector<Open> open_;
  std::vector<bool> is_open_;  // by item
  std::size_t printed_ = 0;
};

}  // namespace

void read_microdata(const html::Document& document, html::Budget& budget, Items& items) {
  Reader(document, budget, items).read();
}

List print_microdata(const Items& items, const Said& said, std::string_view base) {
  List out;
  Printer printer(items, said, base);
  for (ItemId id = 0; id < items.all.size(); ++id) {
    if (items[id].syntax != Syntax::kMicrodata) continue;
    const bool top = !said.page().document->attribute(items[id].node, "itemprop");
    if (top) out.emplace_back(printer.print(id));
  }
  return out;
}

}  // namespace thresh::structured
