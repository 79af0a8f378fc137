// See rule_places.h.
#include "dataset/rule_places.h"

#include <algorithm>
#include <utility>

namespace thresh::dataset {

RulePlaces::RulePlaces(std::span<const rules::Rules> all) {
  for (const rules::Rules& rules : all) {
    const std::string name = rules.id.substr(0, rules.id.find('@'));
    const auto file = [&](const rules::Position& position) { return rules.file + ':' + std::to_string(position.line); };
    std::vector<std::pair<const rules::Field*, std::string>> open;  // a field and the path of its object
    const std::string top = rules.kind != nullptr && rules.kind->open ? "/fields" : "";
    const auto push = [&](const std::vector<rules::Field>& fields, const std::string& path) {
      for (auto field = fields.rbegin(); field != fields.rend(); ++field) open.emplace_back(&*field, path);
    };
    if (rules.html) push(rules.html->fields, top);
    while (!open.empty()) {
      const auto [field, above] = std::move(open.back());
      open.pop_back();
      // `url`, `language` and `tags` of a custom record stand at its top.
      const bool head = above == "/fields" && field->shape != nullptr;
      const std::string path = (head ? "" : above) + '/' + field->name;
      places_.push_back({name, path, file(field->position), false});
      push(field->fields, field->each.empty() ? path : path + "/*");
    }
    if (!rules.text) continue;
    const auto add_tail = [&](const rules::Target& target, const rules::Position& position) {
      std::string tail;
      for (const std::string& part : target.path) tail += (tail.empty() ? "" : "/") + part;
      places_.push_back({name, std::move(tail), file(position), true});
    };
    for (const rules::LineType& line : rules.text->lines) {
      if (line.to) add_tail(*line.to, line.position);
      for (const rules::PatternPiece& piece : line.pattern) {
        if (piece.hole) add_tail(*piece.hole, line.position);
      }
    }
  }
}

std::string RulePlaces::of(std::string_view rules, std::string_view pattern) const {
  for (std::string_view at = pattern; !at.empty(); at = at.substr(0, at.rfind('/'))) {
    for (const bool tail : {false, true}) {
      for (const Place& place : places_) {
        if (place.rules != rules || place.tail != tail) continue;
        if (tail ? at.ends_with('/' + place.pattern) : at == place.pattern) return place.file;
      }
    }
  }
  return {};
}

std::vector<const RulePlaces::Place*> RulePlaces::of_rules(std::string_view rules) const {
  std::vector<const Place*> found;
  for (const Place& place : places_) {
    if (place.rules == rules && !place.tail) found.push_back(&place);
  }
  return found;
}

}  // namespace thresh::dataset
