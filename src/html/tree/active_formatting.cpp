// See active_formatting.h.
#include "html/tree/active_formatting.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>

namespace thresh::html {
std::string ActiveFormatting::value(const Attribute& attribute) const {
  std::string decoded;
  append_decoded(builder_.page().substr(attribute.source.begin, attribute.source.size()), attribute.flags(), decoded);
  return decoded;
}

// The order of attributes does not count, so their hashes are added.
std::uint64_t ActiveFormatting::hash(Entry& entry) const {
  if (entry.hash != 0) return entry.hash;
  std::uint64_t sum = 0;
  for (const Attribute& attribute : builder_.attributes_of(entry.node)) {
    const auto name = static_cast<std::uint64_t>(attribute.name());
    sum += (std::hash<std::string>()(value(attribute)) ^ name * 0x9E3779B97F4A7C15u) * 0xC2B2AE3D27D4EB4Fu;
  }
  return entry.hash = sum | 1;
}

// Of two entries of one name. Most have another number of attributes, and need no more than that.
bool ActiveFormatting::alike(Entry& one, Entry& other) const {
  const std::uint16_t count = builder_.node(one.node).attributes;
  if (count != builder_.node(other.node).attributes) return false;
  return count == 0 || (hash(one) == hash(other) && same_attributes(one.node, other.node));
}

bool ActiveFormatting::same_attributes(NodeId one, NodeId other) const {
  const auto sorted = [&](NodeId node) {
    const auto all = builder_.attributes_of(node);
    std::vector<Attribute> list(all.begin(), all.end());
    std::ranges::sort(list, {}, &Attribute::name);
    return list;
  };
  return std::ranges::equal(sorted(one), sorted(other), [&](const Attribute& a, const Attribute& b) {
    return a.name() == b.name() && value(a) == value(b);
  });
}

bool ActiveFormatting::push(NodeId node, Name name) {
  Entry pushed{node, name};
  std::size_t active = 0, same = 0, earliest = kNowhere;
  for (std::size_t i = size(); i-- > 0 && !entries_[i].is_marker(); ++active) {
    if (entries_[i].name != name || !alike(entries_[i], pushed)) continue;
    ++same;
    earliest = i;
  }
  constexpr std::size_t kAlike = 3;
  if (same >= kAlike) remove(earliest);
  if (same < kAlike && active >= kMaxActive) return false;
  insert(size_, pushed);
  return true;
}

void ActiveFormatting::insert(std::size_t index, const Entry& entry) {
  if (size_ == entries_.size()) entries_.resize(2 * size_);
  const auto at = entries_.begin() + static_cast<std::ptrdiff_t>(index);
  std::copy_backward(at, entries_.begin() + static_cast<std::ptrdiff_t>(size_),
                     entries_.begin() + static_cast<std::ptrdiff_t>(size_) + 1);
  entries_[index] = entry;
  ++size_;
}

void ActiveFormatting::remove(std::size_t index) {
  const auto at = entries_.begin() + static_cast<std::ptrdiff_t>(index);
  std::copy(at + 1, entries_.begin() + static_cast<std::ptrdiff_t>(size_), at);
  --size_;
}

// What stands before the last marker does not change, so each element there bears a flag and need not be looked for.
void ActiveFormatting::push_marker() {
  for (std::size_t i = size(); i-- > 0 && !entries_[i].is_marker();) builder_.node(entries_[i].node).flags |= kListed;
  insert(size_, {});
}

void ActiveFormatting::clear_to_marker() {
  while (size_ > 1 && !entries_[--size_].is_marker()) {
  }
  for (std::size_t i = size(); i-- > 0 && !entries_[i].is_marker();) {
    builder_.node(entries_[i].node).flags &= static_cast<std::uint8_t>(~kListed);
  }
}

std::size_t ActiveFormatting::find(Name name) const {
  for (std::size_t i = size(); i-- > 0 && !entries_[i].is_marker();) {
    if (entries_[i].name == name) return i;
  }
  return kNowhere;
}

std::size_t ActiveFormatting::find(NodeId node) const {
  for (std::size_t i = size(); i-- > 0 && !entries_[i].is_marker();) {
    if (entries_[i].node == node) return i;
  }
  return kNowhere;
}

}  // namespace thresh::html
