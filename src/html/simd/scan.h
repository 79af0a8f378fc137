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
  static const char* text_end(const char* at, const char* end, char stop, std::uint8_t& flags) {
    Mask odd = 0, nul = 0;
    for (; end - at >= kWidth; at += kWidth) {
      const Block block = Block::load(at);
      const Mask found = block.equal(stop);
      const Mask passed = found == 0 ? ~Mask{0} : before(found);
      odd |= block.equal('\r') & passed;
      if constexpr (kWithReferences) odd |= block.equal('&') & passed;
      nul |= block.equal('\0') & passed;
      if (found == 0) continue;
      note(odd != 0, nul != 0, flags);
      return at + first(found);
    }
    note(odd != 0, nul != 0, flags);
    for (; at != end && *at != stop; ++at) note(*at == '\r' || (kWithReferences && *at == '&'), *at == '\0', flags);
    return at;
  }

  // The first white space, slash or ">", and with kEquals "=".
  template <bool kEquals>
  static const char* name_end(const char* at, const char* end) {
    for (; end - at >= kWidth; at += kWidth) {
      const Block block = Block::load(at);
      Mask found = block.at_most(' ') | block.equal('/') | block.equal('>');
      if constexpr (kEquals) found |= block.equal('=');
      if (found == 0) continue;
      at += first(found);
      if (ends_name<kEquals>(*at)) return at;
      break;  // a control character, which is part of the name: that is rare
    }
    while (at != end && !ends_name<kEquals>(*at)) ++at;
    return at;
  }

 private:
  static void note(bool odd, bool nul, std::uint8_t& flags) {
    if (odd || nul) flags |= kEncoded;
    if (nul) flags |= kHasNul;
  }
  template <bool kEquals>
  static bool ends_name(char c) {
    return base::is_ascii_space(c) || c == '/' || c == '>' || (kEquals && c == '=');
  }
};

}  // namespace thresh::html::simd
