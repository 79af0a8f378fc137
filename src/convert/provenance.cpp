// See provenance.h.
#include "convert/provenance.h"

#include <algorithm>
#include <array>
#include <charconv>
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

// Walks down a record and notes the leaves that have an origin: that of the nearest place above them.
class LeafWalk {
 public:
  LeafWalk(const PlaceTable& places, Origins& out) : places_(places), out_(out) {}

  void walk(std::string_view key, const Value& value) { go_on(Above(), key, value); }

 private:
  // What stands above a value.
  struct Above {
    const PlaceTable::Place* place = nullptr;
    std::size_t size = 0;     // of its path
    std::uint32_t order = 0;  // what was put before that is written over
    std::uint64_t hash = PlaceTable::kEmptyHash;
  };

  void go_on(Above above, std::string_view segment, const Value& value) {
    if (value.is_null()) return;
    const std::size_t size = path_.size();
    path_ += '/';
    const bool plain = std::ranges::none_of(segment, [](char c) { return c == '~' || c == '/'; });
    plain ? path_ += segment : path_ += record::pointer_segment(segment);
    above.hash = PlaceTable::hash_of(std::string_view(path_).substr(size), above.hash);
    const PlaceTable::Place* const here = places_.find(path_, above.hash);
    if (here != nullptr && here->order > above.order) {
      above.order = here->order;
      if (here->origin != PlaceTable::kNone) above.place = here, above.size = path_.size();
    }
    go_into(above, value);
    path_.resize(size);
  }

  void go_into(const Above& above, const Value& value) {
    if (const List* list = value.as_list()) {
      std::array<char, 20> digits;
      for (std::size_t i = 0; i < list->size(); ++i) {
        const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), i).ptr;
        go_on(above, {digits.data(), end}, (*list)[i]);
      }
    } else if (const Map* map = value.as_map()) {
      for (const auto& [key, member] : map->entries()) go_on(above, key, member);
    } else if (above.place != nullptr) {
      note(*above.place, above.size);
    }
  }

  // `size`: of the place's path. What is behind it is a part of what was read, and only a transform has parts.
  void note(const PlaceTable::Place& place, std::size_t size) {
    const std::string_view part = places_.part_of(place), tail = std::string_view(path_).substr(size);
    if (!(part.empty() && tail.empty()) && out_.origins[place.origin].transforms.empty()) return;
    const auto here = [this] { return static_cast<std::uint32_t>(out_.text.size()); };
    Origins::Leaf leaf;
    leaf.path = here();
    out_.text += path_;
    leaf.part = here();
    out_.text += part;
    out_.text += tail;
    leaf.end = here();
    leaf.origin = place.origin;
    out_.leaves.push_back(leaf);
  }

  const PlaceTable& places_;
  Origins& out_;
  std::string path_;
};

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
  places_.put(path, static_cast<std::uint32_t>(origins_.size()), {});
  origins_.push_back(std::move(origin));
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
    if (stands_for_itself(taken, composed)) return;
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

// Whether the words are the bytes: nothing in them is read as something else, and nothing was done to them.
bool Provenance::stands_for_itself(const Taken& taken, std::string_view words) const {
  const std::string_view page = page_.input().bytes, text = page_.decoded().text;
  const bool same = page_.decoded().charset == "utf-8" && text.data() >= page.data() &&
                    text.data() + text.size() <= page.data() + page.size();
  if (!same || !taken.steps.empty()) return false;
  const std::string_view bytes = text.substr(taken.source.begin, taken.source.size());
  const auto is_odd = [](char c) { return c == '&' || c == '\r' || c == '\0'; };
  return text::trim(bytes) == words && std::ranges::none_of(words, is_odd);
}

void Provenance::rate(std::string_view path, double confidence) {
  const PlaceTable::Place* const known = places_.find(path);
  if (known != nullptr) origins_[known->origin].confidence = confidence;
}

Origins Provenance::take(const Map& record) && {
  Origins all;
  all.rules = std::move(rules_);
  all.origins = std::move(origins_);
  all.leaves.reserve(all.origins.size());
  LeafWalk walk(places_, all);
  for (const auto& [key, value] : record.entries()) {
    if (!is_own(key)) walk.walk(key, value);
  }
  return all;
}

List list_of(const Origins& origins) {
  List list;
  list.reserve(origins.leaves.size());
  for (const Origins::Leaf& leaf : origins.leaves) {
    Origin origin = origins.origins[leaf.origin];
    if (leaf.part < leaf.end) origin.transforms.back() += origins.part_of(leaf);
    list.emplace_back(entry_of(origin, origins.path_of(leaf), origins.rules));
  }
  return list;
}

}  // namespace thresh::convert
