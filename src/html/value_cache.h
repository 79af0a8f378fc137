// Values that were decoded, by the number of their node or attribute: a hash table that only grows.
//
// Tested by tests/html/document_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace thresh::html {

class ValueCache {
 public:
  // Null if there is none.
  const std::string_view* find(std::uint32_t key) const {
    if (slots_.empty()) return nullptr;
    for (std::size_t slot = slot_of(key);; slot = (slot + 1) & (slots_.size() - 1)) {
      if (slots_[slot].key == key) return &slots_[slot].value;
      if (slots_[slot].key == kFree) return nullptr;
    }
  }

  // `key` is below UINT32_MAX, and not there yet.
  void put(std::uint32_t key, std::string_view value) {
    if (slots_.size() < 2 * (used_ + 1)) grow();
    std::size_t slot = slot_of(key);
    while (slots_[slot].key != kFree) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {key, value};
    ++used_;
  }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;
  static constexpr std::size_t kFewest = 32;
  struct Slot {
    std::uint32_t key = kFree;
    std::string_view value;
  };

  // Keys come in order, mostly: neighbours are spread.
  std::size_t slot_of(std::uint32_t key) const { return key * 0x9E3779B1u & (slots_.size() - 1); }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFewest : 2 * slots_.size());
    old.swap(slots_);
    used_ = 0;
    for (const Slot& one : old) {
      if (one.key != kFree) put(one.key, one.value);
    }
  }

  std::vector<Slot> slots_;  // open addressing, a power of two
  std::size_t used_ = 0;
};

}  // namespace thresh::html
