// Numbers for hashes, from 0 in the order in which they come first: open addressing, half empty, without a division.
//
// Tested by tests/automatic/hash_numbers_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace thresh::automatic {

class HashNumbers {
 public:
  std::size_t size() const { return used_; }

  std::uint32_t number(std::uint64_t hash) {
    if (slots_.size() < 2 * (used_ + std::size_t{1})) grow();
    Slot& slot = slots_[place_of(hash)];
    if (slot.number == 0) slot = {hash, ++used_};
    return slot.number - 1;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;  // and 1; 0: free
  };
  static constexpr std::size_t kFewest = 64;

  // Where the hash stands, or would. It begins with the upper half of a product, where all bits have their say.
  std::size_t place_of(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(hash * 0x9E3779B97F4A7C15 >> 32) & mask;
    while (slots_[at].number != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFewest : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != 0) slots_[place_of(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two
  std::uint32_t used_ = 0;
};

}  // namespace thresh::automatic
