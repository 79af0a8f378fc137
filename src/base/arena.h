// Memory that is handed out piece by piece and given back all at once, one arena a page.
//
// Views into an arena live as long as it does. Pieces are never freed one by one; `reset` keeps the first block, so
// that a worker that handles page after page stops asking the system for memory.
//
// Tested by tests/base/arena_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace thresh::base {

class Arena {
 public:
  // `budget`: the bytes after which `allocate` returns nullptr.
  explicit Arena(std::size_t budget = SIZE_MAX) : budget_(budget) {}
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  // `size` bytes aligned to 16, uninitialized; nullptr once the budget is spent.
  void* allocate(std::size_t size);

  // A copy of `text` that lives as long as the arena; empty if the budget is spent.
  std::string_view copy(std::string_view text);

  std::size_t used() const { return used_; }
  bool exhausted() const { return exhausted_; }
  void reset();

 private:
  static constexpr std::size_t kBlockSize = std::size_t{64} << 10;

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };

  std::size_t budget_;
  std::size_t used_ = 0;
  bool exhausted_ = false;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace thresh::base
