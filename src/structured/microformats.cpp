// See microformats.h.
#include "structured/microformats.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "html/serialize.h"
#include "structured/address.h"
#include "structured/microformat_implied.h"
#include "structured/microformat_names.h"
#include "structured/microformat_value.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using html::NodeId;
using record::List;
using record::Map;

constexpr std::size_t kMostItems = 20'000;     // of one page
constexpr std::size_t kMostTokens = 64;        // of one attribute
constexpr std::size_t kMostPrinted = 100'000;  // values of one item, with those of the items in it
constexpr std::size_t kMostCopied = 200'000;  // values of items in items, of one page: an item stands in each around it

std::vector<std::string_view> tokens_of(const html::Document& document, NodeId element, html::Name attribute) {
  std::vector<std::string_view> tokens;
  for_each_token(document.attribute(element, attribute).value_or(""), [&](std::string_view token) {
    if (tokens.size() < kMostTokens && std::ranges::find(tokens, token) == tokens.end()) tokens.push_back(token);
  });
  return tokens;
}

// A property's class parted into its kind and its name: "dt-start" is 'd' and "start".
struct PropertyClass {
  char kind;
  std::string_view name;
};

PropertyClass part(std::string_view name) { return {name.front(), name.substr(name.find('-') + 1)}; }

class Reader {
 public:
  Reader(const html::Document& document, html::Budget& budget, base::Arena& arena, Items& items)
      : document_(document), budget_(budget), arena_(arena), items_(items), first_(items.all.size()) {}

  void read() {
    for (NodeId id = 0; id < document_.size(); ++id) {
      while (!open_.empty() && open_.back().end <= id) close();
      if (!document_.is_element(id)) continue;
      if (document_.node(id).name == html::Name::kTemplate) {
        id = document_.node(id).end - 1;
        continue;
      }
      const auto classes = document_.attribute(id, html::Name::kClass);
      const bool counts = open_.empty() ? classes && may_be_root(*classes)
                                        : classes || document_.find_attribute(id, html::Name::kRel) != nullptr;
      if (counts) take(id);
    }
    while (!open_.empty()) close();
  }

 private:
  struct Open {
    ItemId item;
    NodeId end;
    bool classic;
    Explicit said;
    std::string date;  // the last one of its dates
  };

  // Whether the classes of an element outside of all items have the name of one.
  static bool may_be_root(std::string_view classes) {
    bool may = false;
    for_each_token(classes, [&](std::string_view name) {
      may = may || is_microformat_class(name, "h-") || !root_of_classic(name).empty();
    });
    return may;
  }

  void take(NodeId element) {
    const std::vector<std::string_view> classes = tokens_of(document_, element, html::Name::kClass);
    std::vector<std::string_view> roots;
    for (const std::string_view name : classes) {
      if (is_microformat_class(name, "h-")) roots.push_back(name);
    }
    bool classic = false;
    if (roots.empty()) classic = add_classic_roots(classes, roots);
    const std::vector<PropertyClass> properties = open_.empty()          ? std::vector<PropertyClass>()
                                                  : open_.back().classic ? classic_properties(element, classes, roots)
                                                                         : properties_of(classes);
    classic = classic || (!roots.empty() && !is_new(classes));
    if (!roots.empty() && items_.all.size() - first_ < kMostItems) {
      std::ranges::sort(roots);
      enter(element, std::move(roots), properties, classic);
    } else {
      for (const PropertyClass& property : properties) add_value(element, property);
    }
  }

  static bool is_new(const std::vector<std::string_view>& classes) {
    return std::ranges::any_of(classes, [](std::string_view name) { return is_microformat_class(name, "h-"); });
  }

  static bool add_classic_roots(const std::vector<std::string_view>& classes, std::vector<std::string_view>& roots) {
    for (const std::string_view name : classes) {
      const std::string_view root = root_of_classic(name);
      if (!root.empty() && std::ranges::find(roots, root) == roots.end()) roots.push_back(root);
    }
    return !roots.empty();
  }

  static std::vector<PropertyClass> properties_of(const std::vector<std::string_view>& classes) {
    std::vector<PropertyClass> out;
    for (const std::string_view name : classes) {
      for (const std::string_view prefix : {"p-", "u-", "dt-", "e-"}) {
        if (is_microformat_class(name, prefix)) out.push_back(part(name));
      }
    }
    return out;
  }

  // By the names of the item's own roots; a relation counts where no class says the same.
  std::vector<PropertyClass> classic_properties(NodeId element, const std::vector<std::string_view>& classes,
                                                std::vector<std::string_view>& roots) const {
    std::vector<PropertyClass> out;
    const auto add = [&](std::string_view name) {
      for (const std::string_view root : items_[open_.back().item].types) {
        const ClassicProperty found = classic_property(root, name);
        if (found.name.empty()) continue;
        const PropertyClass property = part(found.name);
        if (std::ranges::find(out, property.name, &PropertyClass::name) != out.end()) continue;
        out.push_back(property);
        if (!found.root.empty() && roots.empty()) roots.push_back(found.root);
      }
    };
    for (const std::string_view name : classes) add(name);
    for (const std::string_view relation : tokens_of(document_, element, html::Name::kRel))
      add("@" + std::string(relation));
    return out;
  }

  void enter(NodeId element, std::vector<std::string_view> roots, const std::vector<PropertyClass>& properties,
             bool classic) {
    const auto id = static_cast<ItemId>(items_.all.size());
    Item item;
    item.syntax = Syntax::kMicroformats;
    item.node = element;
    item.types = std::move(roots);
    item.id = document_.attribute(element, "id").value_or("");
    item.owned = !open_.empty();
    items_.all.push_back(std::move(item));
    if (!open_.empty()) {
      Open& owner = open_.back();
      owner.said.nested = true;
      Property property;
      property.value.kind = Value::Kind::kItem;
      property.value.item = id;
      property.value.node = element;
      if (properties.empty()) items_[owner.item].properties.push_back(property);
      for (const PropertyClass& one : properties) {
        property.name = one.name;
        property.value.address = one.kind == 'u';
        property.value.markup = one.kind == 'e';
        items_[owner.item].properties.push_back(property);
        owner.said.note(one.kind, one.name);
      }
    }
    open_.push_back({id, document_.node(element).end, classic, {}, {}});
  }

  void add_value(NodeId element, const PropertyClass& property) {
    Open& owner = open_.back();
    owner.said.note(property.kind, property.name);
    const bool tag = owner.classic && property.name == "category" && !has_class(document_, element, "category");
    Value value;
    if (tag) {  // what a tag is called is the end of its address
      value.node = element;
      value.words = arena_.copy(last_segment(document_.attribute(element, "href").value_or("")));
    } else {
      value = microformat_value(document_, element, property.kind, owner.date, budget_, arena_);
    }
    items_[owner.item].properties.push_back({property.name, value});
  }

  static std::string_view last_segment(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    while (address.ends_with('/')) address.remove_suffix(1);
    return address.substr(address.rfind('/') == std::string_view::npos ? 0 : address.rfind('/') + 1);
  }

  void close() {
    const Open done = std::move(open_.back());
    open_.pop_back();
    if (!done.classic) imply(document_, done.said, items_[done.item]);
  }

  const html::Document& document_;
  html::Budget& budget_;
  base::Arena& arena_;
  Items& items_;
  std::size_t first_;
  std::vector<Open> open_;
};

// Items stand before those inside them, so they are written from the last to the first, each out of what is there.
class Printer {
 public:
  Printer(const html::Document& document, const Items& items, std::string_view base, html::Budget& budget,
          base::Arena& arena)
      : document_(document), items_(items), base_(base), budget_(budget), arena_(arena), printed_(items.all.size()) {}

  List print() {
    for (std::size_t id = items_.all.size(); id-- > 0;) {
      if (items_.all[id].syntax == Syntax::kMicroformats) printed_[id] = print_item(items_.all[id]);
    }
    List out;
    for (std::size_t id = 0; id < items_.all.size(); ++id) {
      const Item& item = items_.all[id];
      if (item.syntax == Syntax::kMicroformats && !item.owned) out.emplace_back(std::move(printed_[id].map));
    }
    return out;
  }

 private:
  struct Printed {
    Map map;
    std::size_t size = 0;  // how many values are in it
  };

  Printed print_item(const Item& item) {
    Printed out;
    List types, children;
    for (const std::string_view type : item.types) types.emplace_back(type);
    out.map.add("type", std::move(types));
    if (!item.id.empty()) out.map.add("id", item.id);
    Map properties;
    for (const Property& property : item.properties) {
      if (++out.size > kMostPrinted) break;
      record::Value value;
      if (property.value.kind == Value::Kind::kItem) {
        const Printed& inner = printed_[property.value.item];
        if (out.size + inner.size > kMostPrinted || copied_ + inner.size > kMostCopied) continue;
        out.size += inner.size;
        copied_ += inner.size;
        value = nested(property, inner.map);
      } else {
        value = plain(property.value);
      }
      if (property.name.empty()) {
        children.push_back(std::move(value));
        continue;
      }
      record::Value* known = properties.find(property.name);
      if (known == nullptr) known = &properties.add(property.name, List{});
      known->as_list()->push_back(std::move(value));
    }
    out.map.add("properties", std::move(properties));
    if (!children.empty()) out.map.add("children", std::move(children));
    return out;
  }

  std::string words(const Value& value) const {
    switch (value.kind) {
      case Value::Kind::kAttribute:
        return std::string(document_.value(*value.attribute));
      case Value::Kind::kElement:
        return microformat_text(document_, value.node, true, base_, budget_);
      default:
        return std::string(value.words);
    }
  }

  record::Value plain(const Value& value) const {
    std::string said = value.address ? resolve(words(value), base_) : words(value);
    if (value.tag == kImplied) said = text::trim_ascii(said);
    const bool picture = value.address && value.kind == Value::Kind::kAttribute && document_.name(value.node) == "img";
    const auto alt = picture ? document_.attribute(value.node, "alt") : std::nullopt;
    if (!value.markup && !alt) return said;
    Map map;
    map.add("value", std::move(said));
    if (alt) map.add("alt", *alt);
    if (value.markup && budget_.spend(document_.node(value.node).end - value.node)) {
      map.add("html", std::string(text::trim_ascii(html::inner_html(document_, value.node))));
    }
    return map;
  }

  // An item that is a value says what it is in words, too: by its name or its address, else as any element does.
  record::Value nested(const Property& property, const Map& inner) const {
    Map map = inner;
    if (property.name.empty()) return map;
    const char kind = property.value.address ? 'u' : property.value.markup ? 'e' : 'p';
    const Value* own = kind == 'e' ? nullptr : own_words(items_[property.value.item], kind);
    std::string unused;
    const record::Value said =
        plain(own != nullptr ? *own : microformat_value(document_, property.value.node, kind, unused, budget_, arena_));
    if (const Map* parts = said.as_map()) {
      for (const auto& [key, value] : parts->entries()) map.set(key, value);
    } else {
      map.add("value", said);
    }
    return map;
  }

  static const Value* own_words(const Item& item, char kind) {
    for (const Property& property : item.properties) {
      const bool plain = property.value.kind != Value::Kind::kItem && property.value.address == (kind == 'u');
      if (plain && property.name == (kind == 'u' ? "url" : "name")) return &property.value;
    }
    return nullptr;
  }

  const html::Document& document_;
  const Items& items_;
  std::string_view base_;
  html::Budget& budget_;
  base::Arena& arena_;
  std::vector<Printed> printed_;
  std::size_t copied_ = 0;  // values of items that were written into those around them
};

}  // namespace

void read_microformats(const html::Document& document, html::Budget& budget, base::Arena& arena, Items& items) {
  Reader(document, budget, arena, items).read();
}

List print_microformats(const html::Document& document, const Items& items, std::string_view base, html::Budget& budget,
                        base::Arena& arena) {
  return Printer(document, items, base, budget, arena).print();
}

}  // namespace thresh::structured
