// Text that is written piece by piece: room is asked for once, and what fits in it is written without a further look.
//
// Tested by tests/emit/text_buffer_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace thresh::emit {

class TextBuffer {
 public:
  // Where at least `size` bytes can be written; `grow_to` then says how far they were. Valid until the next call.
  char* room(std::size_t size) {
    if (capacity_ - size_ < size) enlarge(size);
    return bytes_.get() + size_;
  }
  void grow_to(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

  void add(char c) {
    *room(1) = c;
    ++size_;
  }
  void add(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room(text.size()), text.data(), text.size());
    size_ += text.size();
  }

  void drop_last() { --size_; }  // a byte that was written

  std::string_view text() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }

 private:
  void enlarge(std::size_t size) {
    constexpr std::size_t kLeast = 1024;
    const std::size_t wanted = std::max({2 * capacity_, size_ + size, kLeast});
    auto bytes = std::make_unique_for_overwrite<char[]>(wanted);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = wanted;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace thresh::emit
