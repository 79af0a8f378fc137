// See json_trace.h.
#include "extract/json_trace.h"

#include <utility>

#include "html/byte_cursor.h"
#include "html/character_references.h"

namespace thresh::extract {
namespace {

using record::List;
using record::Map;
using record::Value;

// Calls `visit(const Value&, const std::string& pointer)` for each scalar of a tree, in the order of its text. The
// nesting of JSON is bounded by its reader, so a stack of open values takes the place of recursion.
template <class Visit>
void for_each_scalar(const Value& root, Visit visit) {
  struct Open {
    const Value* value;
    std::string pointer;
    std::size_t next = 0;
  };
  std::vector<Open> open;
  const auto enter = [&](const Value& value, std::string pointer) {
    if (value.as_list() != nullptr || value.as_map() != nullptr) {
      open.push_back({&value, std::move(pointer)});
    } else {
      visit(value, pointer);
    }
  };
  enter(root, {});
  while (!open.empty()) {
    Open& here = open.back();
    const List* list = here.value->as_list();
    const Map* map = here.value->as_map();
    const std::size_t size = list != nullptr ? list->size() : map->entries().size();
    if (here.next == size) {
      open.pop_back();
      continue;
    }
    const std::size_t at = here.next++;
    const std::string pointer =
        here.pointer + '/' + (list != nullptr ? std::to_string(at) : record::pointer_segment(map->entries()[at].first));
    enter(list != nullptr ? (*list)[at] : map->entries()[at].second, pointer);
  }
}

// The bytes of a part of a text.
base::Span bytes_of(std::string_view page, const JsonText& whole, std::string_view part) {
  const auto begin = static_cast<std::size_t>(part.data() - whole.text.data());
  return html::ByteCursor(page, whole.source, whole.flags).bytes(begin, begin + part.size());
}

}  // namespace

std::optional<JsonText> JsonText::of_node(const html::Document& document, html::NodeId text) {
  const html::Node& node = document.node(text);
  if ((node.flags & (std::uint8_t{html::kPieces} | std::uint8_t{html::kGiven})) != 0) return std::nullopt;
  return JsonText{document.text(text), node.source, node.flags};
}

JsonText JsonText::of_attribute(const html::Document& document, const html::Attribute& attribute) {
  return {document.value(attribute), attribute.source, attribute.flags()};
}

void JsonTrace::add(const Value& root, const JsonText& whole, std::string_view json,
                    std::span<const base::Span> scalars) {
  if (scalars.empty()) return add_pointers(root, {bytes_of(page_, whole, json), whole.flags, false, {}});
  const auto offset = static_cast<std::size_t>(json.data() - whole.text.data());
  html::ByteCursor cursor(page_, whole.source, whole.flags);
  std::size_t index = 0;
  for_each_scalar(root, [&](const Value& value, const std::string&) {
    const base::Span span = scalars[index++];
    places_[&value] = {cursor.bytes(offset + span.begin, offset + span.end), whole.flags, false, {}};
  });
}

void JsonTrace::add_quoted(const Value& root, const JsonText& whole, std::string_view literal) {
  add_pointers(root, {bytes_of(page_, whole, literal), whole.flags, true, {}});
}

void JsonTrace::add_pointers(const Value& root, const Place& place) {
  for_each_scalar(root, [&](const Value& value, const std::string& pointer) {
    places_[&value] = place;
    places_[&value].pointer = pointer;
  });
}

std::optional<Taken> JsonTrace::find(const Value& scalar) const {
  const auto found = places_.find(&scalar);
  if (found == places_.end()) return std::nullopt;
  const Place& place = found->second;
  Taken taken;
  taken.source = place.source;
  taken.in_attribute = (place.flags & html::kInAttribute) != 0;
  taken.raw = (place.flags & html::kReferences) == 0;
  if (place.quoted) taken.steps.emplace_back("json");
  taken.steps.push_back("json" + place.pointer);
  return taken;
}

}  // namespace thresh::extract
