// Hashes of names and of what they stand in, for keys of elements that are alike.
//
// Tested by tests/automatic/thread/groups_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace thresh::automatic {

constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

// A name without its numbers: "post-17" is "post-".
constexpr std::uint64_t hash_of_name(std::string_view name) {
  std::uint64_t hash = 0xC2B2AE3D27D4EB4Fu;
  for (const char c : name) {
    if (!base::is_ascii_digit(c)) hash = mixed(hash, static_cast<unsigned char>(c));
  }
  return hash;
}

}  // namespace thresh::automatic
