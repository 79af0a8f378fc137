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

  // Of the bytes after the one at `index`, which is not the last.
  static Mask after(Mask mask, std::ptrdiff_t index) { return mask & ~Mask{0} << (index + 1) * Block::kBitsPerByte; }

  // An attribute whose name, "=" and opening quote stand in one block: name="value". No `end` where it is not so.
  struct Attribute {
    const char* name_end = nullptr;
    const char* end = nullptr;  // the closing quote
  };
  static Attribute quoted_attribute(const char* at, const char* end, std::uint8_t& flags) {
    Attribute attribute;
    if (end - at < kWidth) return attribute;
    const Block block = Block::load(at);
    const Mask name = block.at_most_or_any_of(' ', '/', '>', '=');
    if (name == 0) return attribute;
    const std::ptrdiff_t equals = first(name);
    if (equals == 0 || equals + 2 >= kWidth || at[equals] != '=') return attribute;
    const char quote = at[equals + 1];
    if (quote != '"' && quote != '\'') return attribute;
    const Mask closing = after(block.equal(quote), equals + 1);
    attribute.name_end = at + equals;
    const Mask odd = after(block.any_of('\r', '\0', '&'), equals);
    if (closing == 0) {
      if (odd != 0) flags |= kEncoded;
      attribute.end = text_end<true>(at + kWidth, end, quote, flags);
      return attribute;
    }
    if ((odd & before(closing)) != 0) [[unlikely]] flags |= kEncoded;
    attribute.end = at + first(closing);
    return attribute;
  }

  // The first `stop`; adds to `flags` what the bytes before it ask for (kEncoded, kHasNul).
  template <bool kWithReferences>
  static const char* text_end(const char* at, const char* end, char stop, std::uint8_t& flags) {
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
