// See open_graph.h.
#include "structured/open_graph.h"

#include <algorithm>
#include <string>

#include "base/embedded.h"
#include "base/rows.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kMostProperties = 4'000;  // of one page

bool is_known_namespace(std::string_view name) {
  bool known = false;
  base::for_each_row(base::embedded("data/open_graph_namespaces.tsv"), [&](std::string_view row) {
    known = known || text::equals_ignoring_ascii_case(base::take_column(row), name);
  });
  return known;
}

template <class Wanted>
std::vector<MetaProperty> properties(const html::Document& document, Wanted wanted) {
  std::vector<MetaProperty> out;
  for (html::NodeId id = 0; id < document.size() && out.size() < kMostProperties; ++id) {
    if (!document.is_element(id) || document.name(id) != "meta") continue;
    const auto content = document.attribute(id, "content");
    if (!content) continue;
    const std::size_t before = out.size();
    for (const std::string_view attribute : {"property", "name"}) {
      for_each_token(document.attribute(id, attribute).value_or(""), [&](std::string_view name) {
        const std::size_t colon = name.find(':');
        if (colon == std::string_view::npos || out.size() >= kMostProperties || !wanted(name.substr(0, colon))) return;
        const auto own = out.begin() + static_cast<std::ptrdiff_t>(before);
        if (std::ranges::find(own, out.end(), name, &MetaProperty::name) != out.end()) return;
        out.push_back({name, *content});
      });
    }
  }
  return out;
}

// Adds a value to those of a name: one, then a list of several.
void add(Map& map, std::string_view name, Value value) {
  Value* known = map.find(name);
  if (known == nullptr) {
    map.add(name, std::move(value));
  } else if (List* list = known->as_list()) {
    list->push_back(std::move(value));
  } else {
    List both;
    both.push_back(std::move(*known));
    both.push_back(std::move(value));
    *known = std::move(both);
  }
}

// The last value of a name.
Value* last_of(Map& map, std::string_view name) {
  Value* value = map.find(name);
  List* list = value == nullptr ? nullptr : value->as_list();
  return list == nullptr ? value : &list->back();
}

}  // namespace

std::vector<MetaProperty> open_graph_properties(const html::Document& document) {
  return properties(document, is_known_namespace);
}

std::vector<MetaProperty> twitter_properties(const html::Document& document) {
  return properties(document, [](std::string_view name) { return text::equals_ignoring_ascii_case(name, "twitter"); });
}

Map print_properties(const std::vector<MetaProperty>& properties) {
  Map out;
  for (const auto& [name, content] : properties) {
    // "og:image:width" is the width of the last "og:image"; "product:price:amount" is of nothing that was there before.
    const std::size_t last = name.rfind(':');
    const std::string_view owner = name.substr(0, last), part = name.substr(last + 1);
    Value* object = owner.contains(':') ? last_of(out, owner) : nullptr;
    if (object == nullptr) {
      add(out, name, content);
      continue;
    }
    if (const std::string* plain = object->as_text()) {
      Map map;
      map.add("url", *plain);
      *object = std::move(map);
    }
    Map& map = *object->as_map();
    const Value* known = map.find(part);
    const bool again = known != nullptr && part == "url" && known->as_text() != nullptr && *known->as_text() == content;
    if (!again) add(map, part, content);
  }
  return out;
}

}  // namespace thresh::structured
