// Looking at many bytes at once: the one interface that the scanning loops use, whatever the machine.
//
// A Block is kWidth bytes; comparing it with a byte gives a Mask with kBitsPerByte bits for each byte, the first byte's
// lowest. Four kinds: AVX2 and SSE2 on x86-64, NEON on ARM, and plain 64-bit arithmetic, which runs anywhere. Which of
// those that were compiled the machine has is asked once, at run time (simd/level.h). Code that is compiled for AVX2
// stands between THRESH_TARGET_AVX2 and THRESH_TARGET_END, so that no function of a shared header is compiled so.
//
// Tested by tests/html/simd_test.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#define THRESH_SIMD_X86 1
#include <immintrin.h>
#elif defined(__aarch64__)
#define THRESH_SIMD_NEON 1
#include <arm_neon.h>
#endif

#if defined(__clang__)
#define THRESH_TARGET_AVX2 \
  _Pragma("clang attribute push(__attribute__((target(\"avx2,bmi,bmi2,lzcnt,popcnt\"))), apply_to = function)")
#define THRESH_TARGET_END _Pragma("clang attribute pop")
#else
#define THRESH_TARGET_AVX2 _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,bmi,bmi2,lzcnt,popcnt\")")
#define THRESH_TARGET_END _Pragma("GCC pop_options")
#endif

namespace thresh::html::simd {

// Eight bytes in a number. The arithmetic keeps to each byte, so no byte's answer depends on its neighbours.
class PlainBlock {
 public:
  static constexpr std::size_t kWidth = 8;
  static constexpr int kBitsPerByte = 8;
  using Mask = std::uint64_t;

  static PlainBlock load(const char* bytes) {
    std::uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return PlainBlock(std::endian::native == std::endian::little ? word : __builtin_bswap64(word));
  }
  Mask equal(char byte) const { return zeros(word_ ^ kOnes * static_cast<unsigned char>(byte)); }
  template <class... Bytes>
  Mask any_of(Bytes... bytes) const {
    return (equal(bytes) | ...);
  }
  // As any_of, or up to `limit`.
  template <class... Bytes>
  Mask at_most_or_any_of(char limit, Bytes... bytes) const {
    return at_most(limit) | any_of(bytes...);
  }
  // A mask with one bit for each byte.
  static std::uint64_t bits(Mask mask) { return (mask >> 7) * 0x0102040810204080 >> 56; }
  // Bytes up to `limit`, which is below 0x80.
  Mask at_most(char limit) const {
    const std::uint64_t low = word_ & kOnes * 0x7F;
    return ~(low + kOnes * (0x7Fu - static_cast<unsigned char>(limit))) & ~word_ & kOnes * 0x80;
  }

 private:
  static constexpr std::uint64_t kOnes = 0x0101010101010101;
  explicit PlainBlock(std::uint64_t word) : word_(word) {}
  static Mask zeros(std::uint64_t word) { return ~(((word & kOnes * 0x7F) + kOnes * 0x7F) | word | kOnes * 0x7F); }

  std::uint64_t word_;
};

#if THRESH_SIMD_X86

class Sse2Block {
 public:
  static constexpr std::size_t kWidth = 16;
  static constexpr int kBitsPerByte = 1;
  using Mask = std::uint32_t;

  static Sse2Block load(const char* bytes) {
    return Sse2Block(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)));
  }
  static std::uint64_t bits(Mask mask) { return mask; }
  Mask equal(char byte) const { return mask(same(byte)); }
  Mask at_most(char limit) const { return mask(low(limit)); }
  template <class... Bytes>
  Mask any_of(Bytes... bytes) const {
    return mask(either(same(bytes)...));
  }
  template <class... Bytes>
  Mask at_most_or_any_of(char limit, Bytes... bytes) const {
    return mask(either(low(limit), same(bytes)...));
  }

 private:
  explicit Sse2Block(__m128i bytes) : bytes_(bytes) {}
  __m128i same(char byte) const { return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(byte)); }
  __m128i low(char limit) const { return _mm_cmpeq_epi8(_mm_min_epu8(bytes_, _mm_set1_epi8(limit)), bytes_); }
  static __m128i either(__m128i one) { return one; }
  template <class... More>
  static __m128i either(__m128i one, More... more) {
    return _mm_or_si128(one, either(more...));
  }
  static Mask mask(__m128i bytes) { return static_cast<Mask>(_mm_movemask_epi8(bytes)); }

  __m128i bytes_;
};

THRESH_TARGET_AVX2
class Avx2Block {
 public:
  static constexpr std::size_t kWidth = 32;
  static constexpr int kBitsPerByte = 1;
  using Mask = std::uint32_t;

  static Avx2Block load(const char* bytes) {
    return Avx2Block(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes)));
  }
  static std::uint64_t bits(Mask mask) { return mask; }
  Mask equal(char byte) const { return mask(same(byte)); }
  Mask at_most(char limit) const { return mask(low(limit)); }
  template <class... Bytes>
  Mask any_of(Bytes... bytes) const {
    return mask(either(same(bytes)...));
  }
  template <class... Bytes>
  Mask at_most_or_any_of(char limit, Bytes... bytes) const {
    return mask(either(low(limit), same(bytes)...));
  }

 private:
  explicit Avx2Block(__m256i bytes) : bytes_(bytes) {}
  __m256i same(char byte) const { return _mm256_cmpeq_epi8(bytes_, _mm256_set1_epi8(byte)); }
  __m256i low(char limit) const { return _mm256_cmpeq_epi8(_mm256_min_epu8(bytes_, _mm256_set1_epi8(limit)), bytes_); }
  static __m256i either(__m256i one) { return one; }
  template <class... More>
  static __m256i either(__m256i one, More... more) {
    return _mm256_or_si256(one, either(more...));
  }
  static Mask mask(__m256i bytes) { return static_cast<Mask>(_mm256_movemask_epi8(bytes)); }

  __m256i bytes_;
};
THRESH_TARGET_END

#elif THRESH_SIMD_NEON

class NeonBlock {
 public:
  static constexpr std::size_t kWidth = 16;
  static constexpr int kBitsPerByte = 4;  // what narrowing 16-bit lanes by four bits leaves
  using Mask = std::uint64_t;

  static NeonBlock load(const char* bytes) { return NeonBlock(vld1q_u8(reinterpret_cast<const std::uint8_t*>(bytes))); }
  // The four equal bits of each byte become one.
  static std::uint64_t bits(Mask mask) {
    mask &= 0x1111111111111111;
    mask = (mask | mask >> 3) & 0x0303030303030303;
    mask = (mask | mask >> 6) & 0x000F000F000F000F;
    mask = (mask | mask >> 12) & 0x000000FF000000FF;
    return (mask | mask >> 24) & 0xFFFF;
  }
  Mask equal(char byte) const { return mask(same(byte)); }
  Mask at_most(char limit) const { return mask(low(limit)); }
  template <class... Bytes>
  Mask any_of(Bytes... bytes) const {
    return mask(either(same(bytes)...));
  }
  template <class... Bytes>
  Mask at_most_or_any_of(char limit, Bytes... bytes) const {
    return mask(either(low(limit), same(bytes)...));
  }

 private:
  explicit NeonBlock(uint8x16_t bytes) : bytes_(bytes) {}
  uint8x16_t same(char byte) const { return vceqq_u8(bytes_, vdupq_n_u8(static_cast<std::uint8_t>(byte))); }
  uint8x16_t low(char limit) const { return vcleq_u8(bytes_, vdupq_n_u8(static_cast<std::uint8_t>(limit))); }
  static uint8x16_t either(uint8x16_t one) { return one; }
  template <class... More>
  static uint8x16_t either(uint8x16_t one, More... more) {
    return vorrq_u8(one, either(more...));
  }
  static Mask mask(uint8x16_t bytes) {
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(bytes), 4)), 0);
  }

  uint8x16_t bytes_;
};

#endif

// The kind that every machine has for which this is compiled.
#if THRESH_SIMD_X86
using CommonBlock = Sse2Block;
#elif THRESH_SIMD_NEON
using CommonBlock = NeonBlock;
#else
using CommonBlock = PlainBlock;
#endif

}  // namespace thresh::html::simd
