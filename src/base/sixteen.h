// Sixteen bytes that are looked at together, whatever the machine: vectors of GCC and Clang, which become those of
// SSE2 or NEON, or arithmetic where there is neither. What no operator of theirs does is written for SSE2, too.
//
// A question (`equal`, `below` …) gives a Mask that has all bits of each byte of which it holds. Masks are joined by
// `&`, `|` and `~`.
//
// Tested by tests/base/sixteen_test.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace thresh::base {

class Sixteen {
 public:
  static constexpr std::size_t kWidth = 16;
  using Mask = std::uint8_t __attribute__((vector_size(kWidth)));

  static Sixteen load(const char* bytes) {
    Sixteen all;
    std::memcpy(&all.bytes_, bytes, kWidth);
    return all;
  }
  // The first `size` bytes, fewer than sixteen, and `fill` behind them. Reads no others.
  static Sixteen load_few(const char* bytes, std::size_t size, char fill) {
    const std::uint64_t fills = kOnes * static_cast<std::uint8_t>(fill);
    Halves halves = {fills, fills};
    if (std::endian::native != std::endian::little) {
      std::memcpy(&halves, bytes, size);
    } else if (size >= kHalf) {  // the second half holds the last bytes, of which some stand in the first one, too
      const std::size_t more = size - kHalf, twice = 8 * (kHalf - more);
      halves[0] = word<std::uint64_t>(bytes);
      if (more > 0) halves[1] = (word<std::uint64_t>(bytes + more) >> twice) | (fills << (8 * more));
    } else {
      halves[0] = few(bytes, size) | (fills << (8 * size));
    }
    Sixteen all;
    std::memcpy(&all.bytes_, &halves, kWidth);
    return all;
  }

  Mask equal(char byte) const { return mask(bytes_ == static_cast<std::uint8_t>(byte)); }
  Mask equal(const Sixteen& other) const { return mask(bytes_ == other.bytes_); }
  // Both limits count.
  Mask between(char low, char high) const {
    const Mask above = bytes_ - static_cast<std::uint8_t>(low);  // wraps
    return mask(above <= static_cast<std::uint8_t>(high - low));
  }
  // Of ASCII, above `limit`.
  Mask ascii_above(char limit) const { return mask(std::bit_cast<Signed>(bytes_) > static_cast<std::int8_t>(limit)); }

  static bool all(Mask mask) { return bits(mask) == kAllBits; }
  static bool any(Mask mask) { return bits(mask) != 0; }
  // The index of the first byte that is in a mask, and of the last one; the mask has any.
  static std::size_t first(Mask mask) { return static_cast<std::size_t>(std::countr_zero(bits(mask))); }
  static std::size_t last(Mask mask) { return static_cast<std::size_t>(std::bit_width(bits(mask))) - 1; }
  // A bit for each byte, that of the first one lowest.
  static std::uint32_t bits(Mask mask) {
#if defined(__SSE2__)
    return static_cast<std::uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(mask)));
#else
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < kWidth; ++i) bits |= (mask[i] & 1u) << i;
    return bits;
#endif
  }

  // How many bytes of many masks there are.
  class Count {
   public:
    void add(Mask mask) {
      few_ -= mask;  // which is one more
      if (++masks_ == kMost) flush();
    }
    std::size_t total() {
      flush();
      return total_;
    }

   private:
    static constexpr int kMost = 255;  // that a byte can count
    void flush() {
#if defined(__SSE2__)
      const auto halves = std::bit_cast<Halves>(_mm_sad_epu8(std::bit_cast<__m128i>(few_), _mm_setzero_si128()));
      total_ += halves[0] + halves[1];
#else
      for (std::size_t i = 0; i < kWidth; ++i) total_ += few_[i];
#endif
      few_ = Mask{};
      masks_ = 0;
    }

    Mask few_{};
    int masks_ = 0;
    std::size_t total_ = 0;
  };

 private:
  using Halves = std::uint64_t __attribute__((vector_size(kWidth)));
  using Signed = std::int8_t __attribute__((vector_size(kWidth)));
  static constexpr std::size_t kHalf = 8;
  static constexpr std::uint32_t kAllBits = 0xFFFF;
  static constexpr std::uint64_t kOnes = 0x0101010101010101;

  template <class Comparison>
  static Mask mask(Comparison comparison) {
    return std::bit_cast<Mask>(comparison);
  }
  template <class Word>
  static Word word(const char* bytes) {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return word;
  }
  // Fewer than eight bytes. Some are read twice: they are the same.
  static std::uint64_t few(const char* bytes, std::size_t size) {
    if (size >= 4)
      return word<std::uint32_t>(bytes) | std::uint64_t{word<std::uint32_t>(bytes + size - 4)} << (8 * (size - 4));
    if (size == 0) return 0;
    const auto at = [bytes](std::size_t i) { return std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i); };
    return at(0) | at(size / 2) | at(size - 1);
  }
  Mask bytes_;
};

}  // namespace thresh::base
