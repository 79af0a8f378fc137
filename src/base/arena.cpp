// See arena.h. Blocks double in size up to 1 MiB; a piece larger than the block at hand gets one of its own size.
#include "base/arena.h"

#include <algorithm>
#include <cstring>

namespace thresh::base {

void* Arena::allocate(std::size_t size) {
  if (size > SIZE_MAX - 15) return exhausted_ = true, nullptr;
  size = (size + 15) & ~std::size_t{15};
  if (size > left_) {
    if (used_ >= budget_ || size > budget_ - used_) return exhausted_ = true, nullptr;
    const std::size_t doubled = kBlockSize << std::min<std::size_t>(blocks_.size(), 4);
    const std::size_t block_size = std::max(size, doubled);
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size));
    next_ = blocks_.back().get();
    left_ = block_size;
  }
  std::byte* piece = next_;
  next_ += size;
  left_ -= size;
  used_ += size;
  return piece;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  auto* bytes = static_cast<char*>(allocate(text.size()));
  if (bytes == nullptr) return {};
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

}  // namespace thresh::base
