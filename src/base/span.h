// A run of bytes of a page: [begin, end).
#pragma once

#include <cstdint>

namespace thresh::base {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

}  // namespace thresh::base
