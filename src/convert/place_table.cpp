// See place_table.h.
#include "convert/place_table.h"

#include <algorithm>

namespace thresh::convert {

std::size_t PlaceTable::slot_of(std::string_view path, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    if (slots_[at] == 0) return at;
    const Place& place = places_[slots_[at] - 1];
    const std::size_t size = place.path_end - place.path_begin;
    if (place.hash == hash && std::string_view(text_).substr(place.path_begin, size) == path) return at;
  }
}

const PlaceTable::Place* PlaceTable::find(std::string_view path, std::uint64_t hash) const {
  if (places_.empty()) return nullptr;
  const std::uint32_t index = slots_[slot_of(path, hash)];
  return index == 0 ? nullptr : &places_[index - 1];
}

// Walks down to the path: what is older than something above it was written over.
const PlaceTable::Place* PlaceTable::find(std::string_view path) const {
  const Place* place = nullptr;
  std::uint32_t order = 0;
  std::uint64_t hash = kEmptyHash;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    hash = hash_of(path.substr(at, end - at), hash);
    at = end;
    const Place* const here = find(path.substr(0, end), hash);
    place = here != nullptr && here->order > order ? here : nullptr;
    if (place != nullptr) order = place->order;
  }
  return place == nullptr || place->origin == kNone ? nullptr : place;
}

std::uint32_t PlaceTable::keep(std::string_view text) {
  text_ += text;
  return static_cast<std::uint32_t>(text_.size());
}

void PlaceTable::grow() {
  constexpr std::size_t kLeast = 64;
  slots_.assign(slots_.empty() ? kLeast : 2 * slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    std::size_t at = places_[i].hash & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = i + 1;
  }
}

void PlaceTable::put(std::string_view path, std::uint32_t origin, std::string_view part) {
  if (2 * (places_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(path);
  const std::size_t slot = slot_of(path, hash);
  if (slots_[slot] == 0) {
    Place& added = places_.emplace_back();
    added.hash = hash;
    added.path_begin = static_cast<std::uint32_t>(text_.size());
    added.path_end = keep(path);
    slots_[slot] = static_cast<std::uint32_t>(places_.size());
  }
  Place& place = places_[slots_[slot] - 1];
  place.part_begin = static_cast<std::uint32_t>(text_.size());
  place.part_end = keep(part);
  place.origin = origin;
  place.order = ++order_;
}

void PlaceTable::move(std::string_view from, std::string_view to) {
  const Place* const known = find(from);
  if (known == nullptr) return;
  const std::string part(part_of(*known));
  const std::uint32_t origin = known->origin;
  places_[static_cast<std::size_t>(known - places_.data())].origin = kNone;
  put(to, origin, part);
}

void PlaceTable::share(std::string_view from, std::string_view part, std::string_view to) {
  const Place* const known = find(from);
  if (known == nullptr) return;
  std::string whole(part_of(*known));
  put(to, known->origin, whole += part);
}

}  // namespace thresh::convert
