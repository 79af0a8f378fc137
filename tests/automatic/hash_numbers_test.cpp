// ../../src/automatic/hash_numbers.h
#include "automatic/hash_numbers.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <map>
#include <vector>

namespace thresh::automatic {
namespace {

TEST_CASE("hashes are numbered in the order in which they come first, 0 among them") {
  HashNumbers numbers;
  CHECK(numbers.size() == 0);
  CHECK(numbers.number(7) == 0);
  CHECK(numbers.number(0) == 1);
  CHECK(numbers.number(7) == 0);
  CHECK(numbers.number(0) == 1);
  CHECK(numbers.size() == 2);
}

TEST_CASE("a hash has the same number again, and no other hash has it") {
  rc::check([](const std::vector<std::uint64_t>& hashes) {
    HashNumbers numbers;
    std::map<std::uint64_t, std::uint32_t> known;
    for (const std::uint64_t hash : hashes) {
      const auto next = static_cast<std::uint32_t>(known.size());
      RC_ASSERT(numbers.number(hash) == known.try_emplace(hash, next).first->second);
    }
    for (const auto& [hash, number] : known) RC_ASSERT(numbers.number(hash) == number);
    RC_ASSERT(numbers.size() == known.size());
  });
}

TEST_CASE("hashes that differ in the upper bits alone are numbered apart") {
  HashNumbers numbers;
  for (std::uint64_t i = 1; i <= 1000; ++i) CHECK(numbers.number(i << 48) == i - 1);
  for (std::uint64_t i = 1; i <= 1000; ++i) CHECK(numbers.number(i << 48) == i - 1);
}

}  // namespace
}  // namespace thresh::automatic
