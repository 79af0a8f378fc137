// Hashing of words and shingles: fast, the same on every machine, not meant to withstand an enemy. What is built on it
// must stay bounded and right whatever collides.
//
// Tested by tests/record/fingerprint_test.cpp.
#pragma once

#include <cstdint>

namespace thresh::record {

// A chain of `(hash ^ next) * kHashFactor` from kHashStart: the constants of FNV-1a with 64 bits.
inline constexpr std::uint64_t kHashStart = 0xCBF29CE484222325;
inline constexpr std::uint64_t kHashFactor = 0x100000001B3;

// Every bit of the result depends on every bit of `x`; no two `x` have the same result. The constants are those of
// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
  x = (x ^ x >> 27) * 0x94D049BB133111EB;
  return x ^ x >> 31;
}

}  // namespace thresh::record
