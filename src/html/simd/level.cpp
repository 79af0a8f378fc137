// See level.h.
#include "html/simd/level.h"

#include <array>

#include "html/simd/block.h"

namespace thresh::html::simd {

std::string_view name(Level level) {
  switch (level) {
    case Level::kPlain:
      return "plain";
    case Level::kSse2:
      return "sse2";
    case Level::kAvx2:
      return "avx2";
    case Level::kNeon:
      return "neon";
  }
  return "plain";
}

std::span<const Level> levels() {
#if THRESH_SIMD_X86
  static constexpr std::array kAll = {Level::kPlain, Level::kSse2, Level::kAvx2};
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0;
  return std::span(kAll).first(has_avx2 ? 3 : 2);
#elif THRESH_SIMD_NEON
  static constexpr std::array kAll = {Level::kPlain, Level::kNeon};
  return kAll;
#else
  static constexpr std::array kAll = {Level::kPlain};
  return kAll;
#endif
}

Level best() { return levels().back(); }

}  // namespace thresh::html::simd
