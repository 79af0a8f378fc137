// See rdfa.h.
#include "structured/rdfa.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "structured/address.h"
#include "structured/rdfa_names.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using html::Attribute;
using html::NodeId;
using record::List;
using record::Map;

constexpr std::size_t kMostItems = 50'000;  // of one page
constexpr std::string_view kUsesVocabulary = "http://www.w3.org/ns/rdfa#usesVocabulary";
constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
constexpr std::string_view kMarkers[] = {"vocab", "typeof", "property", "resource", "prefix", "about"};
constexpr std::string_view kRelations[] = {"rel", "rev"};

// The attributes of an element that RDFa reads; null where it has none.
struct Markers {
  const Attribute *about, *resource, *href, *src, *type, *property, *rel, *rev, *content, *datatype, *datetime, *vocab;

  bool any_relation() const { return rel != nullptr || rev != nullptr; }
};

// A relation whose other end is still to come (section 7.5, step 10).
struct Incomplete {
  std::string name;
  bool forward;
};

struct Context {
  NodeId end;
  std::string parent_subject, parent_object;
  std::vector<Incomplete> incomplete;
  std::string_view vocabulary, language;
  std::size_t prefixes;  // how many there were before it
};

class Reader {
 public:
  Reader(const html::Document& document, std::string_view base, html::Budget& budget, base::Arena& arena, Items& items)
      : document_(document), base_(base), budget_(budget), arena_(arena), items_(items), first_(items.all.size()) {}

  void read() {
    open_.push_back({document_.size(), std::string(base_), std::string(base_), {}, {}, {}, 0});
    const std::vector<Concerned> all = concerned();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const NodeId id = all[i].element;
      while (open_.back().end <= id) leave();
      if (!budget_.spend(1 + open_.back().incomplete.size())) continue;
      const bool inside = i + 1 < all.size() && document_.contains(id, all[i + 1].element);
      if (!inside && all[i].only_relations && relates_nothing(id)) continue;
      enter(id);
    }
    link();
  }

 private:
  // An element with an attribute that RDFa reads.
  struct Concerned {
    NodeId element;
    bool only_relations;  // of these only rel and rev
  };

  enum class Reads : std::uint8_t { kUnknown, kNothing, kRelation, kMarker };

  Reads reads(const Attribute& attribute) const {
    const std::string_view name = document_.name(attribute);
    if (std::ranges::find(kRelations, name) != std::end(kRelations)) return Reads::kRelation;
    const bool marks = std::ranges::find(kMarkers, name) != std::end(kMarkers) || name == "lang" ||
                       name == "xml:lang" || name.starts_with("xmlns:");
    return marks ? Reads::kMarker : Reads::kNothing;
  }

  // In page order. Each name of the page is compared once.
  std::vector<Concerned> concerned() const {
    std::vector<Reads> known(document_.names().size(), Reads::kUnknown);
    std::vector<Concerned> all;
    for (NodeId id = 1; id < document_.size(); ++id) {
      if (!document_.is_element(id)) continue;
      if (document_.node(id).name == html::Name::kTemplate) {
        id = document_.node(id).end - 1;
        continue;
      }
      Reads most = Reads::kNothing;
      for (const Attribute& attribute : document_.attributes(id)) {
        Reads& here = known[static_cast<std::size_t>(attribute.name())];
        if (here == Reads::kUnknown) here = reads(attribute);
        most = std::max(most, here);
      }
      if (most != Reads::kNothing) all.push_back({id, most == Reads::kRelation});
    }
    return all;
  }

  // Whether an element with relations alone, and with nothing in it, adds nothing: none of them is RDFa's, and no
  // relation waits for its other end.
  bool relates_nothing(NodeId element) const {
    if (!open_.back().incomplete.empty()) return false;
    bool any = false;
    for (const std::string_view relation : kRelations) {
      for_each_token(document_.attribute(element, relation).value_or(""), [&](std::string_view written) {
        any = any || !names_.name(written, open_.back().vocabulary).empty();
      });
    }
    return !any;
  }

  Markers markers_of(NodeId element) const {
    const auto find = [&](std::string_view name) { return document_.find_attribute(element, name); };
    Markers markers = {find("about"),   find("resource"), find("href"), find("src"),
                       find("typeof"),  find("property"), find("rel"),  find("rev"),
                       find("content"), find("datatype"), nullptr,      find("vocab")};
    if (document_.name(element) == "time") markers.datetime = find("datetime");
    // A link's usual relations are none of RDFa's, where the element has a property (HTML+RDFa 1.1, section 3.1).
    if (markers.property != nullptr) {
      for (const Attribute** relation : {&markers.rel, &markers.rev}) {
        if (*relation != nullptr && !document_.value(**relation).contains(':')) *relation = nullptr;
      }
    }
    return markers;
  }

  std::string resource_of(const Attribute* attribute) const {
    return attribute == nullptr ? std::string() : names_.resource(document_.value(*attribute), base_);
  }

  // resource, href or src, the first that there is.
  std::string object_of(const Markers& markers) const {
    if (markers.resource != nullptr) {
      if (std::string found = resource_of(markers.resource); !found.empty()) return found;
    }
    for (const Attribute* address : {markers.href, markers.src}) {
      if (address != nullptr) return resolve(document_.value(*address), base_);
    }
    return {};
  }

  std::string new_blank() {
    char name[16];
    std::snprintf(name, sizeof name, "_:%06u", ++blanks_);
    return name;
  }

  void leave() {
    names_.undo(open_.back().prefixes);
    open_.pop_back();
  }

  void enter(NodeId element) {
    Context here;
    here.end = document_.node(element).end;
    here.vocabulary = open_.back().vocabulary;
    here.language = open_.back().language;
    here.prefixes = names_.size();
    names_.declare(document_, element);
    const Markers markers = markers_of(element);
    if (markers.vocab != nullptr) {
      here.vocabulary = text::trim_ascii(document_.value(*markers.vocab));
      if (!here.vocabulary.empty()) say(base_, kUsesVocabulary, reference(here.vocabulary));
    }
    for (const std::string_view name : {"xml:lang", "lang"}) {
      if (const auto language = document_.attribute(element, name)) here.language = *language;
    }
    establish(element, markers, here);
    open_.push_back(std::move(here));
  }

  // Steps 5 to 13. The root of the page stands for the page; so do head and body, since their parents do.
  void establish(NodeId element, const Markers& markers, Context& here) {
    const Context& parent = open_.back();
    const bool root = document_.parent(element) == 0;
    std::string subject, object, typed;
    bool skip = false;
    const std::string about = resource_of(markers.about);
    const std::string inherited = root ? std::string(base_) : parent.parent_object;
    if (markers.any_relation()) {
      subject = markers.about != nullptr ? about : inherited;
      object = object_of(markers);
      if (object.empty() && markers.type != nullptr && markers.about == nullptr) object = new_blank();
      if (markers.type != nullptr) typed = markers.about != nullptr ? about : object;
    } else if (markers.property != nullptr && markers.content == nullptr && markers.datatype == nullptr) {
      subject = markers.about != nullptr ? about : inherited;
      if (markers.type != nullptr) {
        typed = markers.about != nullptr ? about : root ? std::string(base_) : object_of(markers);
        if (typed.empty()) typed = new_blank();
        object = typed;
      }
    } else {
      subject = markers.about != nullptr ? about : object_of(markers);
      if (subject.empty() && (root || markers.type == nullptr)) {
        subject = inherited;
        skip = !root && markers.property == nullptr;
      }
      if (subject.empty()) subject = new_blank();
      if (markers.type != nullptr) typed = subject;
    }
    if (markers.type != nullptr) add_types(typed, *markers.type, element, here);
    if (markers.any_relation()) relate(markers, subject, object, here);
    if (markers.property != nullptr) add_properties(element, markers, subject, typed, here);
    if (!skip) complete(parent, subject);
    if (skip) {
      here.parent_subject = parent.parent_subject;
      here.parent_object = parent.parent_object;
      here.incomplete = parent.incomplete;
    } else {
      here.parent_subject = subject;
      here.parent_object = !object.empty() ? object : subject;
    }
  }

  void add_types(const std::string& resource, const Attribute& types, NodeId element, const Context& here) {
    for_each_token(document_.value(types), [&](std::string_view written) {
      const std::string name = names_.name(written, here.vocabulary);
      const ItemId id = name.empty() ? kNoItem : item_of(resource);
      if (id == kNoItem) return;
      items_[id].types.push_back(arena_.copy(name));
      if (items_[id].node == html::kNoNode) items_[id].node = element;
    });
  }

  void relate(const Markers& markers, const std::string& subject, std::string& object, Context& here) {
    std::vector<Incomplete> relations;
    for (const Attribute* attribute : {markers.rel, markers.rev}) {
      if (attribute == nullptr) continue;
      for_each_token(document_.value(*attribute), [&](std::string_view written) {
        std::string name = names_.name(written, here.vocabulary);
        // Without a vocabulary a word is a relation of HTML's, and none of RDFa's.
        if (!name.empty()) relations.push_back({std::move(name), attribute == markers.rel});
      });
    }
    if (object.empty()) {
      if (relations.empty()) return;
      here.incomplete = std::move(relations);
      object = new_blank();
      return;
    }
    for (const Incomplete& one : relations) {
      say(one.forward ? subject : object, one.name, reference(one.forward ? object : subject));
    }
  }

  void complete(const Context& parent, const std::string& subject) {
    for (const Incomplete& one : parent.incomplete) {
      say(one.forward ? parent.parent_subject : subject, one.name,
          reference(one.forward ? subject : parent.parent_subject));
    }
  }

  void add_properties(NodeId element, const Markers& markers, const std::string& subject, const std::string& typed,
                      const Context& here) {
    const Value value = value_of(element, markers, typed, here);
    for_each_token(document_.value(*markers.property), [&](std::string_view written) {
      const std::string name = names_.name(written, here.vocabulary);
      if (!name.empty()) say(subject, name, value);
    });
  }

  // Step 11.
  Value value_of(NodeId element, const Markers& markers, const std::string& typed, const Context& here) {
    Value value;
    value.node = element;
    const std::string datatype =
        markers.datatype == nullptr
            ? std::string()
            : names_.name(text::trim_ascii(document_.value(*markers.datatype)), here.vocabulary);
    const Attribute* content = markers.content != nullptr ? markers.content : markers.datetime;
    if (content == nullptr && markers.datatype == nullptr && !markers.any_relation()) {
      if (const std::string object = object_of(markers); !object.empty() && markers.about == nullptr) {
        return reference_at(element, object, markers);
      }
      if (markers.about != nullptr && markers.resource != nullptr) return reference(object_of(markers));
    }
    if (content == nullptr && markers.type != nullptr && markers.about == nullptr) return reference(typed);
    value.kind = content != nullptr ? Value::Kind::kAttribute : Value::Kind::kElement;
    value.attribute = content;
    if (!datatype.empty()) {
      value.tag = arena_.copy(datatype);
    } else if (markers.datetime != nullptr && markers.content == nullptr) {
      value.tag = date_type(document_.value(*markers.datetime));
    } else if (!here.language.empty()) {
      value.tag = arena_.copy("@" + std::string(here.language));
    }
    return value;
  }

  // A time's value has the type that it is written as (HTML+RDFa 1.1, section 3.1).
  std::string_view date_type(std::string_view written) const {
    written = text::trim_ascii(written);
    const bool dashed = written.size() >= 10 && written[4] == '-' && written[7] == '-';
    const std::string_view type = written.starts_with('P')        ? "duration"
                                  : dashed && written.size() > 10 ? "dateTime"
                                  : dashed                        ? "date"
                                  : written.size() == 7           ? "gYearMonth"
                                  : written.size() == 4           ? "gYear"
                                  : written.contains(':')         ? "time"
                                                                  : "";
    return type.empty() ? std::string_view() : arena_.copy(std::string(kXsd).append(type));
  }

  Value reference(std::string_view resource) {
    Value value;
    value.words = arena_.copy(resource);
    value.address = true;
    return value;
  }

  // An address that stands in an attribute is known to.
  Value reference_at(NodeId element, const std::string& resource, const Markers& markers) {
    Value value = reference(resource);
    value.node = element;
    value.attribute = markers.resource != nullptr ? markers.resource
                      : markers.href != nullptr   ? markers.href
                                                  : markers.src;
    return value;
  }

  ItemId item_of(std::string_view resource) {
    const auto known = by_resource_.find(std::string(resource));
    if (known != by_resource_.end()) return known->second;
    if (items_.all.size() - first_ >= kMostItems) return kNoItem;
    const auto id = static_cast<ItemId>(items_.all.size());
    Item item;
    item.syntax = Syntax::kRdfa;
    item.id = arena_.copy(resource);
    items_.all.push_back(std::move(item));
    by_resource_.emplace(resource, id);
    return id;
  }

  void say(std::string_view subject, std::string_view name, const Value& value) {
    if (const ItemId id = item_of(subject); id != kNoItem) items_[id].properties.push_back({arena_.copy(name), value});
  }

  // What refers to a resource that something is said of has that as its value.
  void link() {
    for (std::size_t id = first_; id < items_.all.size(); ++id) {
      for (Property& property : items_.all[id].properties) {
        Value& value = property.value;
        if (value.kind != Value::Kind::kWords || !value.address) continue;
        const auto known = by_resource_.find(std::string(value.words));
        if (known == by_resource_.end() || known->second == id) continue;
        value.kind = Value::Kind::kItem;
        value.item = known->second;
        items_[known->second].owned = true;
      }
    }
  }

  const html::Document& document_;
  std::string_view base_;
  html::Budget& budget_;
  base::Arena& arena_;
  Items& items_;
  std::size_t first_;
  RdfaNames names_;
  std::vector<Context> open_;
  unsigned blanks_ = 0;
  std::unordered_map<std::string, ItemId> by_resource_;
};

Map print_value(const Value& value, const Said& said) {
  Map map;
  if (value.kind == Value::Kind::kItem || value.address) {
    map.add("@id", value.words);
    return map;
  }
  if (value.tag.starts_with('@')) {
    map.add("@language", value.tag.substr(1));
  } else if (!value.tag.empty()) {
    map.add("@type", value.tag);
  }
  map.add("@value", said.words(value));
  return map;
}

}  // namespace

void read_rdfa(const html::Document& document, std::string_view base, html::Budget& budget, base::Arena& arena,
               Items& items) {
  Reader(document, base, budget, arena, items).read();
}

List print_rdfa(const Items& items, const Said& said) {
  List out;
  for (const Item& item : items.all) {
    if (item.syntax != Syntax::kRdfa) continue;
    Map map;
    map.add("@id", item.id);
    List types;
    for (const std::string_view type : item.types) types.emplace_back(type);
    if (!types.empty()) map.add("@type", std::move(types));
    for (const Property& property : item.properties) {
      record::Value* known = map.find(property.name);
      if (known == nullptr) known = &map.add(property.name, List{});
      known->as_list()->emplace_back(print_value(property.value, said));
    }
    out.emplace_back(std::move(map));
  }
  return out;
}

}  // namespace thresh::structured
