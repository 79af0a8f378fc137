// Sixteen bytes at a time are what they are one by one.
#include "base/sixteen.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace thresh::base {
namespace {

// The bytes of which a question holds.
std::vector<bool> holds(Sixteen::Mask mask) {
  std::vector<bool> out;
  for (std::size_t i = 0; i < Sixteen::kWidth; ++i) out.push_back(mask[i] == 0xFF);
  return out;
}

template <class Question>
std::vector<bool> one_by_one(const std::string& bytes, Question question) {
  std::vector<bool> out;
  for (const char c : bytes) out.push_back(question(static_cast<std::uint8_t>(c)));
  return out;
}

TEST_CASE("a question is answered for each byte") {
  rc::prop("any bytes", [](const std::array<char, Sixteen::kWidth>& array, char byte) {
    const std::string bytes(array.begin(), array.end());
    const Sixteen all = Sixteen::load(bytes.data());
    const auto wanted = static_cast<std::uint8_t>(byte);
    RC_ASSERT(holds(all.equal(byte)) == one_by_one(bytes, [&](std::uint8_t c) { return c == wanted; }));
    RC_ASSERT(holds(all.between('\t', '\r')) == one_by_one(bytes, [](std::uint8_t c) { return c >= 9 && c <= 13; }));
    RC_ASSERT(holds(all.ascii_above(' ')) == one_by_one(bytes, [](std::uint8_t c) { return c > 32 && c < 128; }));
  });
}

TEST_CASE("few bytes are filled up, and no others are read") {
  for (std::size_t size = 0; size < Sixteen::kWidth; ++size) {
    std::vector<char> bytes;  // of just that size: a sanitizer tells of one more
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>('a' + i));
    std::string whole(bytes.begin(), bytes.end());
    whole.resize(Sixteen::kWidth, '\xFE');
    CHECK(Sixteen::all(Sixteen::load_few(bytes.data(), size, '\xFE').equal(Sixteen::load(whole.data()))));
  }
}

TEST_CASE("masks are summed up") {
  rc::prop("any bytes", [](const std::array<bool, Sixteen::kWidth>& array) {
    std::string bytes;
    for (const bool set : array) bytes += set ? 'x' : ' ';
    const Sixteen::Mask mask = Sixteen::load(bytes.data()).equal('x');
    const auto count = static_cast<std::size_t>(std::ranges::count(bytes, 'x'));
    RC_ASSERT(Sixteen::all(mask) == (count == Sixteen::kWidth));
    RC_ASSERT(Sixteen::any(mask) == (count > 0));
    if (count == 0) return;
    RC_ASSERT(Sixteen::first(mask) == bytes.find('x'));
    RC_ASSERT(Sixteen::last(mask) == bytes.rfind('x'));
    constexpr std::size_t kTimes = 700;  // more than a byte can count
    Sixteen::Count sum;
    for (std::size_t i = 0; i < kTimes; ++i) sum.add(mask);
    RC_ASSERT(sum.total() == kTimes * count);
  });
}

}  // namespace
}  // namespace thresh::base
