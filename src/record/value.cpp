// See value.h.
#include "record/value.h"

#include <algorithm>
#include <charconv>

namespace thresh::record {

// Written out here, where Value is complete.
Map::Map() = default;
Map::Map(const Map&) = default;
Map::Map(Map&&) noexcept = default;
Map& Map::operator=(const Map&) = default;
Map& Map::operator=(Map&&) noexcept = default;
Map::~Map() = default;

Value& Map::add(std::string_view key, Value value) { return add<Value>(key, std::move(value)); }

Value& Map::set(std::string_view key, Value value) {
  if (Value* old = find(key)) return *old = std::move(value);
  return add(key, std::move(value));
}

const Value* Map::find(std::string_view key) const {
  const auto found = std::ranges::find(entries_, key, &Entry::first);
  return found == entries_.end() ? nullptr : &found->second;
}

Value* Map::find(std::string_view key) {
  const auto found = std::ranges::find(entries_, key, &Entry::first);
  return found == entries_.end() ? nullptr : &found->second;
}

bool Map::erase(std::string_view key) {
  return std::erase_if(entries_, [&](const Entry& entry) { return entry.first == key; }) > 0;
}

void Map::reserve(std::size_t size) { entries_.reserve(size); }
bool Map::operator==(const Map& other) const { return entries_ == other.entries_; }

namespace {

std::string unescape(std::string_view segment) {
  std::string key;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const bool escaped = segment[i] == '~' && i + 1 < segment.size();
    if (escaped && (segment[i + 1] == '0' || segment[i + 1] == '1')) {
      key += segment[++i] == '0' ? '~' : '/';
    } else {
      key += segment[i];
    }
  }
  return key;
}

const Value* child(const Value& value, std::string_view segment) {
  if (const Map* map = value.as_map()) return map->find(unescape(segment));
  const List* list = value.as_list();
  if (list == nullptr) return nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
  const bool whole = error == std::errc() && end == segment.data() + segment.size();
  return whole && index < list->size() ? &(*list)[index] : nullptr;
}

}  // namespace

const Value* at(const Value& value, std::string_view pointer) {
  const Value* here = &value;
  while (here != nullptr && !pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    here = child(*here, pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return here;
}

std::string pointer_segment(std::string_view key) {
  if (std::ranges::none_of(key, [](char c) { return c == '~' || c == '/'; })) return std::string(key);
  std::string out;
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

}  // namespace thresh::record
