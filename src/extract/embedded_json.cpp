// See embedded_json.h.
#include "extract/embedded_json.h"

#include <algorithm>
#include <set>

#include "text/unicode.h"

namespace thresh::extract {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kMostObjects = 10'000;  // of linked data on one page
constexpr std::size_t kMostOfScript = 100;    // values one behind the other in a script

// Appends `root` and every object inside it, breadth first.
void collect_objects(const Value& root, std::vector<const Value*>& out) {
  std::deque<const Value*> queue = {&root};
  while (!queue.empty() && out.size() < kMostObjects) {
    const Value* value = queue.front();
    queue.pop_front();
    if (const List* list = value->as_list()) {
      for (const Value& element : *list) queue.push_back(&element);
    } else if (const Map* map = value->as_map()) {
      out.push_back(value);
      for (const auto& [key, member] : map->entries()) {
        if (member.as_map() != nullptr || member.as_list() != nullptr) queue.push_back(&member);
      }
    }
  }
}

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

// Without the blanks at its start. What follows may be the rest of a long script, so its end is left alone.
std::string_view skip_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\n\r\f"), text.size()));
}

// What stands after `name =` in a script; nothing if the script does not assign it.
std::optional<std::string_view> assigned(std::string_view script, std::string_view name) {
  for (std::size_t at = script.find(name); at != std::string_view::npos; at = script.find(name, at + 1)) {
    if (at > 0 && is_identifier(script[at - 1])) continue;
    std::string_view rest = script.substr(at + name.size());
    if (rest.starts_with("\"]") || rest.starts_with("']")) rest.remove_prefix(2);  // window["NAME"]
    rest = skip_blanks(rest);
    if (rest.starts_with('=') && !rest.starts_with("==")) return skip_blanks(rest.substr(1));
  }
  return std::nullopt;
}

}  // namespace

bool has_type(const Value& object, std::string_view type) {
  const Map* map = object.as_map();
  const Value* types = map == nullptr ? nullptr : map->find("@type");
  if (types == nullptr) return false;
  const auto is = [&](const Value& value) {
    const std::string* name = value.as_text();
    if (name == nullptr || !std::string_view(*name).ends_with(type)) return false;
    const std::size_t before = name->size() - type.size();
    return before == 0 || (*name)[before - 1] == '/' || (*name)[before - 1] == ':' || (*name)[before - 1] == '#';
  };
  const List* list = types->as_list();
  return list == nullptr ? is(*types) : std::any_of(list->begin(), list->end(), is);
}

EmbeddedJson::Source EmbeddedJson::script_text(html::NodeId script) const {
  const html::NodeId child = document_.first_child(script);
  if (child == html::kNoNode) return {};
  return {document_.text(child), trace_ ? JsonText::of_node(document_, child) : std::nullopt};
}

const Value* EmbeddedJson::keep(const Source& source, std::string_view what, std::string_view* rest) {
  std::vector<base::Span> scalars;
  auto json = parse_json(source.json, trace_ ? &scalars : nullptr);
  if (json && rest != nullptr) *rest = source.json.substr(json->end);
  if (!json) {
    findings_.push_back({base::FindingCode::kJsonBroken, "", std::string(what) + " could not be read"});
    return nullptr;
  }
  if (json->mended) {
    findings_.push_back(
        {base::FindingCode::kJsonRepaired, "", std::string(what) + " is not valid JSON and was mended"});
  }
  values_.push_back(std::move(json->value));
  if (trace_ && source.whole) trace_->add(values_.back(), *source.whole, source.json, scalars);
  return &values_.back();
}

// The JSON in a string that a script reads: JSON.parse("{\"a\": 1}").
const Value* EmbeddedJson::keep_quoted(const Source& source, std::string_view what) {
  std::vector<base::Span> literal;
  const auto quoted = parse_json(source.json, &literal);
  const std::string* inner = quoted ? quoted->value.as_text() : nullptr;
  const Value* kept = inner == nullptr ? nullptr : keep({*inner, std::nullopt}, what);
  if (kept != nullptr && trace_ && source.whole && literal.size() == 1) {
    trace_->add_quoted(*kept, *source.whole, source.json.substr(literal[0].begin, literal[0].size()));
  }
  return kept;
}

std::optional<Taken> EmbeddedJson::where_is(const Value& scalar) const {
  return trace_ ? trace_->find(scalar) : std::nullopt;
}

const std::vector<const Value*>& EmbeddedJson::linked_blocks() {
  if (linked_blocks_) return *linked_blocks_;
  std::vector<const Value*> blocks;
  std::set<std::string_view> known;  // a block that stands on the page twice says nothing new
  for (html::NodeId id = 0; id < document_.size(); ++id) {
    if (!document_.is_element(id) || document_.node(id).name != html::Name::kScript) continue;
    const auto type = document_.attribute(id, "type");
    if (!type ||
        !text::equals_ignoring_ascii_case(text::trim_ascii(type->substr(0, type->find(';'))), "application/ld+json"))
      continue;
    const Source source = script_text(id);
    if (text::trim(source.json).empty() || !known.insert(text::trim(source.json)).second) continue;
    Source next = source;
    for (std::size_t count = 0; count < kMostOfScript && !next.json.empty(); ++count) {
      std::string_view rest;
      if (const Value* root = keep(next, "a JSON-LD block", &rest)) blocks.push_back(root);
      next.json = rest.substr(std::min(rest.find_first_not_of(" \t\n\r\f,;"), rest.size()));
      if (!next.json.starts_with('{') && !next.json.starts_with('[')) break;
    }
  }
  return linked_blocks_.emplace(std::move(blocks));
}

const std::vector<const Value*>& EmbeddedJson::linked_data() {
  if (linked_data_) return *linked_data_;
  std::vector<const Value*> objects;
  for (const Value* root : linked_blocks()) collect_objects(*root, objects);
  return linked_data_.emplace(std::move(objects));
}

std::optional<EmbeddedJson::Source> EmbeddedJson::script_source(std::string_view name) const {
  std::optional<Source> found;
  for (html::NodeId id = 0; id < document_.size(); ++id) {
    if (!document_.is_element(id) || document_.node(id).name != html::Name::kScript) continue;
    Source source = script_text(id);
    if (document_.attribute(id, "id") == name) return source;
    if (found) continue;
    if (const auto value = assigned(source.json, name)) found = {*value, source.whole};
  }
  return found;
}

const Value* EmbeddedJson::named(std::string_view name) {
  if (name.starts_with("window.")) name.remove_prefix(7);
  if (const auto known = named_.find(name); known != named_.end()) return known->second;
  const Value*& slot = named_[std::string(name)];
  auto source = script_source(name);
  if (!source) return slot = nullptr;
  const std::string what = "the JSON of " + std::string(name);
  constexpr std::string_view kParse = "JSON.parse(";
  if (!source->json.starts_with(kParse)) return slot = keep(*source, what);
  source->json.remove_prefix(kParse.size());
  return slot = keep_quoted(*source, what);
}

const Value* EmbeddedJson::in_attribute(const html::Attribute& attribute) {
  const JsonText text = JsonText::of_attribute(document_, attribute);
  if (const auto known = attributes_.find(text.text); known != attributes_.end()) return known->second;
  return attributes_[std::string(text.text)] = keep({text.text, text}, "the JSON in an attribute");
}

}  // namespace thresh::extract
