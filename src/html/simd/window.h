// 64 bytes of a page, and where among them markup's signs stand. Only the tokenizer's loop includes it.
//
// The names and values of attributes are short. To look for the end of each with a loop of its own would wait for each
// look before the next can begin. A window is looked at once, and then the ends of all that lies in it are found by
// arithmetic on its bits: bit n of a mask is byte n.
//
// Tested by tests/html/simd_test.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "html/simd/block.h"

namespace thresh::html::simd {

template <class Block>
struct Window {
  static constexpr std::size_t kSize = 64;

  const char* base = nullptr;
  std::uint64_t quote = 0;  // "
  std::uint64_t name = 0;   // what can end a name: up to space, "/", ">", "="
  std::uint64_t odd = 0;    // what makes text differ from its bytes: carriage return, U+0000, "&"

  // `at`: 64 bytes can be read from it on.
  void move_to(const char* at) {
    base = at;
    quote = name = odd = 0;
    for (std::size_t i = 0; i < kSize; i += Block::kWidth) {
      const Block block = Block::load(at + i);
      quote |= Block::bits(block.equal('"')) << i;
      name |= Block::bits(block.at_most_or_any_of(' ', '/', '>', '=')) << i;
      odd |= Block::bits(block.any_of('\r', '\0', '&')) << i;
    }
  }

  // The lowest `count` bits, of less than 64.
  static std::uint64_t low(int count) { return (std::uint64_t{1} << count) - 1; }
};

}  // namespace thresh::html::simd
