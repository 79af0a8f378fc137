// A set of hashes that is asked for each word of a page: open addressing, half empty, without a division.
//
// Tested by tests/automatic/hash_set_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

namespace thresh::automatic {

class HashSet {
 public:
  bool empty() const { return used_ == 0 && !zero_; }

  bool contains(std::uint64_t hash) const {
    if (hash == 0) return zero_;
    if (slots_.empty()) return false;
    for (std::size_t at = slot_of(hash);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at] == hash) return true;
      if (slots_[at] == 0) return false;
    }
  }

  void insert(std::uint64_t hash) {
    if (hash == 0) {
      zero_ = true;
      return;
    }
    if (slots_.size() < 2 * (used_ + 1)) grow();
    std::size_t at = slot_of(hash);
    while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
    used_ += slots_[at] == 0 ? 1 : 0;
    slots_[at] = hash;
  }

 private:
  static constexpr std::size_t kFewest = 32;

  // The upper half of the product, where all bits of the hash have their say.
  std::size_t slot_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash * 0x9E3779B97F4A7C15 >> 32) & (slots_.size() - 1);
  }

  void grow() {
    std::vector<std::uint64_t> old(slots_.empty() ? kFewest : 2 * slots_.size());
    old.swap(slots_);
    used_ = 0;
    for (const std::uint64_t hash : old) {
      if (hash != 0) insert(hash);
    }
  }

  std::vector<std::uint64_t> slots_;  // a power of two; 0: free
  std::size_t used_ = 0;
  bool zero_ = false;
};

}  // namespace thresh::automatic
