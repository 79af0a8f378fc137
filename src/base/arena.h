// Memory that is handed out piece by piece and given back all at once, one arena a page.
//
// Views into an arena live as long as it does. Pieces are never freed one by one.
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
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `size` bytes aligned to 16, uninitialized; nullptr once the budget is spent.
  void* allocate(std::size_t size);

  // A copy of `text` that lives as long as the arena; empty if the budget is spent.
  std::string_view copy(std::string_view text);

  std::size_t used() const { return used_; }
  bool exhausted() const { return exhausted_; }

 private:
  static constexpr std::size_t kBlockSize = std::size_t{64} << 10;

  std::size_t budget_;
  std::size_t used_ = 0;
  bool exhausted_ = false;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace thresh::base
