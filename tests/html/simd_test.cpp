// Tests of html/simd/: every kind of block says of every byte what plain comparisons say.
#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <string>

#include "html/simd/level.h"
#include "html/simd/scan.h"

namespace thresh::html::simd {
namespace {

constexpr std::size_t kLongest = 200;

// Text of a few bytes that matter, so that they meet.
rc::Gen<std::string> bytes() {
  return rc::gen::resize(static_cast<int>(kLongest), rc::gen::container<std::string>(rc::gen::element(
                                                         '<', '>', '"', '\'', '=', '/', ' ', '&', '\r', '\0', '\n', 'a',
                                                         'Z', '\x7F', '\x80', '\xFF', '\x1F', '!')));
}

template <class Block>
void check_block(const std::string& text) {
  if (text.size() < Block::kWidth) return;
  const Block block = Block::load(text.data());
  for (std::size_t i = 0; i < Block::kWidth; ++i) {
    const auto bit = [&](typename Block::Mask mask) { return (Block::bits(mask) >> i & 1) != 0; };
    const char c = text[i];
    RC_ASSERT(bit(block.equal('<')) == (c == '<'));
    RC_ASSERT(bit(block.equal('\0')) == (c == '\0'));
    RC_ASSERT(bit(block.at_most(' ')) == (static_cast<unsigned char>(c) <= ' '));
    RC_ASSERT(bit(block.any_of('&', '\r', '\0')) == (c == '&' || c == '\r' || c == '\0'));
    RC_ASSERT(bit(block.at_most_or_any_of(' ', '/', '>')) ==
              (static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '>'));
  }
  RC_ASSERT(Block::bits(block.at_most('\x7F')) >> Block::kWidth % 64 == 0 || Block::kWidth == 64);
}

template <class Block>
void check_scan(const std::string& text, char stop) {
  const char* const end = text.data() + text.size();
  for (std::size_t from = 0; from <= std::min<std::size_t>(text.size(), 3); ++from) {
    std::uint32_t flags = 0;
    const char* const found = Scan<Block>::template text_end<true>(text.data() + from, end, stop, flags);
    const std::size_t expected = std::min(text.find(stop, from), text.size());
    RC_ASSERT(found == text.data() + expected);
    const std::string passed = text.substr(from, expected - from);
    RC_ASSERT(((flags & kHasNul) != 0) == (passed.find('\0') != std::string::npos));
    RC_ASSERT(((flags & kEncoded) != 0) == (passed.find_first_of(std::string("\r\0&", 3)) != std::string::npos));
    const char* const name = Scan<Block>::template name_end<true>(text.data() + from, end);
    RC_ASSERT(name == text.data() + std::min(text.find_first_of(" \n\t\f\r/>=", from), text.size()));
  }
}

void check_kinds(const std::string& text, char stop) {
  check_block<PlainBlock>(text);
  check_scan<PlainBlock>(text, stop);
#if THRESH_SIMD_X86
  check_block<Sse2Block>(text);
  check_scan<Sse2Block>(text, stop);
#elif THRESH_SIMD_NEON
  check_block<NeonBlock>(text);
  check_scan<NeonBlock>(text, stop);
#endif
}

TEST_CASE("every kind of block agrees with plain comparisons") {
  REQUIRE(rc::check([] {
    const std::string text = *bytes();
    const char stop = *rc::gen::element('<', '>', '"');
    check_kinds(text, stop);
  }));
}

// (AVX2 blocks cannot be used here, since this file is not compiled for them: tokenizer_test.cpp compares whole pages.)
TEST_CASE("plain code runs anywhere, and the best of what runs is chosen") {
  REQUIRE_FALSE(levels().empty());
  CHECK(levels().front() == Level::kPlain);
  CHECK(best() == levels().back());
  for (const Level level : levels()) CHECK_FALSE(name(level).empty());
}

}  // namespace
}  // namespace thresh::html::simd
