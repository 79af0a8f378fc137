// Which kind of block (simd/block.h) the tokenizer runs on.
//
// Tested by tests/html/simd_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace thresh::html::simd {

enum class Level : std::uint8_t { kPlain, kSse2, kAvx2, kNeon };

std::string_view name(Level level);

// Those that this program has and this machine runs, the best last. Never empty: plain code runs anywhere.
std::span<const Level> levels();
Level best();

}  // namespace thresh::html::simd
