// See provenance.h.
#include "convert/provenance.h"

#include <algorithm>
#include <utility>

#include "convert/replay.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using extract::Found;
using extract::Taken;
using record::List;
using record::Map;
using record::Type;
using record::Value;

// Keys of a record that say nothing that stands on the page, but for the numbers that it states.
bool is_own(std::string_view key) {
  constexpr std::string_view kOwn[] = {"id",       "kind",    "source",    "schema",    "absent",
                                       "warnings", "removed", "conflicts", "provenance"};
  return std::ranges::find(kOwn, key) != std::end(kOwn);
}

}  // namespace

void Provenance::enter(const Found& found, const text::Composition& composed, Type type, clean::Slot slot,
                       std::string_view words, std::string_view path) {
  Origin origin;
  origin.from = found.from;
  origin.rule_line = found.rule_line;
  origin.alternative = found.alternative;
  if (found.from == extract::From::kText) {
    origin.pieces = writer_.pieces_of(found.passage, composed);
  } else {
    explain_taken(origin, found, composed.text, slot);
  }
  const bool is_line = record::is_text(type) && slot == clean::Slot::kShort;
  if (is_line && composed.text != words) origin.transforms.emplace_back("one_line");
  if (!record::is_text(type)) origin.transforms.emplace_back(record::name(type));
  put(std::string(path), {origins_.size(), {}});
  origins_.push_back(std::move(origin));
}

// What stood at the path before was written over, its parts too.
void Provenance::put(const std::string& path, Place place) {
  const std::string below = path + '/';
  const auto first = places_.lower_bound(below);
  auto last = first;
  while (last != places_.end() && last->first.starts_with(below)) ++last;
  places_.erase(first, last);
  places_.insert_or_assign(path, std::move(place));
}

// A value that does not stand in the page's text. What the steps make of its bytes has to be its words; where it is
// not, the words stand beside the bytes.
void Provenance::explain_taken(Origin& origin, const Found& found, const std::string& composed, clean::Slot slot) {
  const Taken taken = found.taken == nullptr ? Taken{} : *found.taken;
  const bool readable = taken.source.size() > 0 && found.from != extract::From::kComputed;
  OriginPiece whole = {.bytes = taken.source.size() > 0 ? page_.decoded().map.original(taken.source) : base::Span{},
                       .text = {},
                       .in_attribute = taken.in_attribute,
                       .raw = taken.raw};
  if (readable) {
    origin.pieces = {whole};
    origin.transforms = taken.steps;
    if (replay(origin, page_, syntax_) == Value(composed)) return;
    origin.transforms.emplace_back(cleaning(slot));
    if (replay(origin, page_, syntax_) == Value(composed)) return;
  }
  whole.text = composed;
  origin.pieces = {whole};
  origin.transforms.clear();
}

void Provenance::enter_attribute(base::Span source, std::string_view words, Type type, std::string_view path) {
  Found found;
  found.passage.runs.emplace_back().text = words;
  const Taken taken = {.source = source, .in_attribute = true};
  found.from = extract::From::kAttribute;
  found.taken = &taken;
  enter(found, {.text = text::compose(found.passage), .copied = {}}, type, clean::Slot::kTyped, words, path);
}

void Provenance::rate(const std::string& path, double confidence) {
  const auto known = places_.find(path);
  if (known != places_.end()) origins_[known->second.origin].confidence = confidence;
}

void Provenance::move(const std::string& from, const std::string& to) {
  auto node = places_.extract(from);
  if (!node.empty()) put(to, std::move(node.mapped()));
}

void Provenance::share(const std::string& from, std::string_view part, const std::string& to) {
  const auto known = places_.find(from);
  if (known == places_.end()) return;
  Place place = known->second;
  place.part += part;
  put(to, std::move(place));
}

std::optional<Origin> Provenance::of(std::string_view path) const {
  for (std::string_view head = path; !head.empty(); head = head.substr(0, head.rfind('/'))) {
    const auto known = places_.find(head);
    if (known == places_.end()) continue;
    Origin origin = origins_[known->second.origin];
    const std::string part = known->second.part + std::string(path.substr(head.size()));
    if (part.empty()) return origin;
    if (origin.transforms.empty()) return std::nullopt;
    origin.transforms.back() += part;
    return origin;
  }
  return std::nullopt;
}

void Provenance::write_to(Map& record) const {
  List list;
  for (const auto& [key, value] : record.entries()) {
    if (is_own(key)) continue;
    for_each_leaf(value, '/' + record::pointer_segment(key), [&](const std::string& path, const Value&) {
      if (const auto origin = of(path)) list.emplace_back(entry_of(*origin, path, rules_));
    });
  }
  record.add("provenance", std::move(list));
}

}  // namespace thresh::convert
