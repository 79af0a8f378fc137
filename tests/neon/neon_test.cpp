// Whether the tests beside this one ran on NEON at all, and its masks bit by bit.
#include <catch2/catch.hpp>
#include <string>

#include "html/simd/block.h"
#include "html/simd/level.h"

namespace thresh::html::simd {
namespace {

TEST_CASE("the best kind of block is NEON") { CHECK(best() == Level::kNeon); }

TEST_CASE("each byte has its bit") {
  for (std::size_t at = 0; at < NeonBlock::kWidth; ++at) {
    std::string bytes(NeonBlock::kWidth, 'x');
    bytes[at] = '<';
    const NeonBlock block = NeonBlock::load(bytes.data());
    const std::uint64_t only = std::uint64_t{1} << at;
    CHECK(NeonBlock::bits(block.equal('<')) == only);
    CHECK(NeonBlock::bits(block.at_most('<')) == only);
    CHECK(NeonBlock::bits(block.any_of('&', '<')) == only);
    CHECK(NeonBlock::bits(block.at_most_or_any_of(' ', '<')) == only);
    CHECK(NeonBlock::bits(block.equal('x')) == (0xFFFF ^ only));
  }
}

}  // namespace
}  // namespace thresh::html::simd
