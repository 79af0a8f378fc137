// See field_path.h.
#include "record/field_path.h"

#include <algorithm>
#include <utility>

namespace thresh::record {
namespace {

constexpr std::string_view kOpenFields = "fields";  // of the kind `custom`

// Whether a path begins with a name that the rules gave: it is not one of the record's own.
bool is_open(const Map& record, const std::vector<std::string>& names) {
  if (record.find(names.front()) != nullptr) return false;
  const Value* open = record.find(kOpenFields);
  return open != nullptr && open->as_map() != nullptr && open->as_map()->find(names.front()) != nullptr;
}

// The children called `name` of values, through the items of lists. `gaps`: of items that have none, null.
std::vector<const Value*> step(std::vector<const Value*> values, std::string_view name, bool gaps) {
  static const Value kNull;
  std::vector<const Value*> out;
  std::ranges::reverse(values);
  while (!values.empty()) {
    const Value* value = values.back();
    values.pop_back();
    if (const List* list = value->as_list()) {
      for (auto item = list->rbegin(); item != list->rend(); ++item) values.push_back(&*item);
    } else {
      const Map* map = value->as_map();
      const Value* child = map == nullptr ? nullptr : map->find(name);
      if (child == nullptr && gaps) child = &kNull;
      if (child != nullptr) out.push_back(child);
    }
  }
  return out;
}

// A value of which a part is taken: `from` as it is in the record, `to` what was taken of it so far.
struct Taking {
  const Value* from;
  Value* to;
};

// For the parts of the items: an item that is no map has none, and is null.
List empty_like(const List& list) {
  List items;
  for (const Value& item : list) items.push_back(item.as_map() != nullptr ? Value(Map()) : Value());
  return items;
}

// Gives `to` the child called `name`, empty as yet: of a map, or of each item of a list.
std::vector<Taking> take(const std::vector<Taking>& at, const std::string& name, bool last) {
  std::vector<Taking> out;
  std::vector<Taking> open(at.rbegin(), at.rend());
  while (!open.empty()) {
    const Taking here = open.back();
    open.pop_back();
    if (const List* list = here.from->as_list()) {
      if (here.to->as_list() == nullptr) *here.to = empty_like(*list);
      for (std::size_t i = list->size(); i-- > 0;) open.push_back({&(*list)[i], &(*here.to->as_list())[i]});
      continue;
    }
    const Map* map = here.from->as_map();
    if (map == nullptr) continue;  // a plain value has no parts
    if (here.to->as_map() == nullptr) *here.to = Map();
    const Value* child = map->find(name);
    if (last || child == nullptr) {
      here.to->as_map()->set(name, child == nullptr ? Value() : *child);
      continue;
    }
    Value* there = here.to->as_map()->find(name);
    if (there == nullptr) there = &here.to->as_map()->add(name, child->as_map() != nullptr ? Value(Map()) : Value());
    out.push_back({child, there});
  }
  return out;
}

}  // namespace

std::string unescaped_segment(std::string_view segment) {
  std::string name;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const bool escape = segment[i] == '~' && i + 1 < segment.size() && (segment[i + 1] == '0' || segment[i + 1] == '1');
    name += !escape ? segment[i] : segment[++i] == '0' ? '~' : '/';
  }
  return name;
}

std::optional<FieldPath> FieldPath::read(std::string_view text) {
  FieldPath path;
  path.text_ = text;
  const bool pointer = text.starts_with('/');
  if (pointer) text.remove_prefix(1);
  const char between = pointer ? '/' : '.';
  while (true) {
    const std::size_t end = std::min(text.find(between), text.size());
    if (end == 0) return std::nullopt;
    const std::string_view name = text.substr(0, end);
    path.names_.push_back(pointer ? unescaped_segment(name) : std::string(name));
    if (end == text.size()) return path;
    text.remove_prefix(end + 1);
  }
}

std::vector<const Value*> FieldPath::values(const Map& record, bool gaps) const {
  const Value* first = record.find(names_.front());
  if (first == nullptr && is_open(record, names_)) first = record.find(kOpenFields)->as_map()->find(names_.front());
  if (first == nullptr) return {};
  std::vector<const Value*> values = {first};
  for (std::size_t i = 1; i < names_.size(); ++i) values = step(std::move(values), names_[i], gaps);
  return values;
}

Map project(const Map& record, const std::vector<FieldPath>& paths) {
  if (paths.empty()) return record;
  const Value from = record;
  Value out = Map();
  for (const FieldPath& path : paths) {
    std::vector<std::string> names = path.names();
    if (is_open(record, names)) names.insert(names.begin(), std::string(kOpenFields));
    std::vector<Taking> at = {{&from, &out}};
    for (std::size_t i = 0; i < names.size(); ++i) at = take(at, names[i], i + 1 == names.size());
  }
  return std::move(*out.as_map());
}

}  // namespace thresh::record
