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
  // Bytes that are looked at in one step, one bit of a mask each. Most runs of text and most attributes are shorter,
  // and a step that always is one is a branch that is always foreseen.
  static constexpr std::ptrdiff_t kStep = 64;

  // The bits of the 64 bytes from `at` on for which `test` of a block says so.
  template <class Test>
  static std::uint64_t bits(const char* at, Test test) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < kStep; i += Block::kWidth) all |= Block::bits(test(Block::load(at + i))) << i;
    return all;
  }

  // The first `stop`; adds to `flags` what the bytes before it ask for (kEncoded, kHasNul).
  template <bool kWithReferences>
  static const char* text_end(const char* at, const char* end, char stop, std::uint32_t& flags) {
    for (; end - at >= kStep; at += kStep) {
      const std::uint64_t found = bits(at, [stop](Block block) { return block.equal(stop); });
      const std::uint64_t odd = odd_bits<kWithReferences>(at) & ((found - 1) & ~found);  // before the first `stop`
      if (odd != 0) [[unlikely]]
        note(at, odd, flags);
      if (found != 0) return at + std::countr_zero(found);
    }
    for (; at != end && *at != stop; ++at) {
      if (*at == '\r' || (kWithReferences && *at == '&')) flags |= kEncoded;
      if (*at == '\0') flags |= kEncoded | kHasNul;
    }
    return at;
  }

  // An attribute of the common form, name="value": the name of less than 62 bytes.
  struct QuotedAttribute {
    const char* name_end = nullptr;  // null: it has another form
    const char* value_end = nullptr;
  };
  static QuotedAttribute quoted_attribute(const char* at, const char* end, std::uint32_t& flags) {
    QuotedAttribute attribute;
    if (end - at < kStep) [[unlikely]]
      return attribute;
    const std::uint64_t name = bits(at, [](Block block) { return block.at_most_or_any_of(' ', '/', '>', '='); });
    const std::uint64_t quotes = bits(at, [](Block block) { return block.equal('"'); });
    const int length = std::countr_zero(name);  // 64 if there is none
    if (length == 0 || length > kStep - 3 || at[length] != '=' || at[length + 1] != '"') return attribute;
    attribute.name_end = at + length;
    const std::uint64_t inside = ~std::uint64_t{0} << (length + 2);
    const std::uint64_t found = quotes & inside;
    const std::uint64_t odd = odd_bits<true>(at) & inside & ((found - 1) & ~found);
    if (odd != 0) [[unlikely]]
      note(at, odd, flags);
    attribute.value_end = found != 0 ? at + std::countr_zero(found) : text_end<true>(at + kStep, end, '"', flags);
    return attribute;
  }

  // The first white space, slash or ">", and with kEquals "=".
  template <bool kEquals>
  static const char* name_end(const char* at, const char* end) {
    constexpr std::ptrdiff_t kWidth = Block::kWidth;
    for (; end - at >= kWidth; at += kWidth) {
      const Block block = Block::load(at);
      std::uint64_t found = 0;
      if constexpr (kEquals) {
        found = Block::bits(block.at_most_or_any_of(' ', '/', '>', '='));
      } else {
        found = Block::bits(block.at_most_or_any_of(' ', '/', '>'));
      }
      if (found == 0) continue;
      at += std::countr_zero(found);
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
  template <bool kWithReferences>
  static std::uint64_t odd_bits(const char* at) {
    if constexpr (kWithReferences) {
      return bits(at, [](Block block) { return block.any_of('\r', '\0', '&'); });
    } else {
      return bits(at, [](Block block) { return block.any_of('\r', '\0'); });
    }
  }
  static void note(const char* at, std::uint64_t odd, std::uint32_t& flags) {
    flags |= kEncoded;
    const std::uint64_t nul = bits(at, [](Block block) { return block.equal('\0'); });
    if ((nul & odd) != 0) flags |= kHasNul;
  }
};

}  // namespace thresh::html::simd
