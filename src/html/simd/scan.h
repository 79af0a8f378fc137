// The loops that go over a page many bytes at a time. Only the tokenizer's loop includes it, for each kind of block.
//
// Each looks for the first of some bytes and may note on its way which bytes it passed. The last bytes of a page, fewer
// than a block, are looked at one by one.
//
// Tested by tests/html/simd_test.cpp.
#pragma once

#include <bit>
#include <cstdint>

#include "base/ascii.h"
#include "html/character_references.h"
#include "html/simd/block.h"
#include "html/tokenizer/token.h"

namespace thresh::html::simd {

template <class Block>
struct Scan {
  using Mask = typename Block::Mask;
  static constexpr std::ptrdiff_t kWidth = Block::kWidth;

  static std::ptrdiff_t first(Mask mask) { return std::countr_zero(mask) / Block::kBitsPerByte; }
  // Of the bytes before the first of `mask`, which is not zero.
  static Mask before(Mask mask) { return (mask & (~mask + 1)) - 1; }

  // The first `stop`; adds to `flags` what the bytes before it ask for (kEncoded, kHasNul).
  template <bool kWithReferences>
  static const char* text_end(const char* at, const char* end, char stop, std::uint32_t& flags) {
    for (; end - at >= kWidth; at += kWidth) {
      const Block block = Block::load(at);
      const Mask found = block.equal(stop);
      Mask odd = 0;
      if constexpr (kWithReferences) {
        odd = block.any_of('\r', '\0', '&');
      } else {
        odd = block.any_of('\r', '\0');
      }
      if (odd != 0) [[unlikely]] {
        const Mask passed = found == 0 ? ~Mask{0} : before(found);
        note((odd & passed) != 0, (block.equal('\0') & passed) != 0, flags);
      }
      if (found != 0) return at + first(found);
    }
    for (; at != end && *at != stop; ++at) note(*at == '\r' || (kWithReferences && *at == '&'), *at == '\0', flags);
    return at;
  }

  // The first white space, slash or ">", and with kEquals "=".
  template <bool kEquals>
  static const char* name_end(const char* at, const char* end) {
    for (; end - at >= kWidth; at += kWidth) {
      const Block block = Block::load(at);
      Mask found = 0;
      if constexpr (kEquals) {
        found = block.at_most_or_any_of(' ', '/', '>', '=');
      } else {
        found = block.at_most_or_any_of(' ', '/', '>');
      }
      if (found == 0) continue;
      at += first(found);
      if (ends_name<kEquals>(*at)) return at;
      break;  // a control character, which is part of the name: that is rare
    }
    while (at != end && !ends_name<kEquals>(*at)) ++at;
    return at;
  }

  template <bool kEquals>
  static bool ends_name(char c) {
    return base::is_ascii_space(c) || c == '/' || c == '>' || (kEquals && c == '=');
  }

 private:
  static void note(bool odd, bool nul, std::uint32_t& flags) {
    if (odd || nul) flags |= kEncoded;
    if (nul) flags |= kHasNul;
  }
};

}  // namespace thresh::html::simd
