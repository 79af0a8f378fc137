// ../../src/automatic/hash_set.h
#include "automatic/hash_set.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <set>
#include <vector>

namespace thresh::automatic {
namespace {

TEST_CASE("an empty set holds nothing, not even 0") {
  HashSet set;
  CHECK(set.empty());
  CHECK_FALSE(set.contains(0));
  CHECK_FALSE(set.contains(7));
  set.insert(0);
  CHECK_FALSE(set.empty());
  CHECK(set.contains(0));
}

TEST_CASE("a set holds what was put in, and nothing else") {
  rc::check([](const std::vector<std::uint64_t>& in, const std::vector<std::uint64_t>& asked) {
    HashSet set;
    std::set<std::uint64_t> known;
    for (const std::uint64_t hash : in) {
      set.insert(hash);
      known.insert(hash);
    }
    for (const std::uint64_t hash : in) RC_ASSERT(set.contains(hash));
    for (const std::uint64_t hash : asked) RC_ASSERT(set.contains(hash) == known.contains(hash));
    RC_ASSERT(set.empty() == known.empty());
  });
}

TEST_CASE("hashes that differ in the upper bits alone are told apart") {
  HashSet set;
  for (std::uint64_t i = 1; i <= 1000; ++i) set.insert(i << 48);
  for (std::uint64_t i = 1; i <= 1000; ++i) CHECK(set.contains(i << 48));
  CHECK_FALSE(set.contains(std::uint64_t{1} << 47));
}

}  // namespace
}  // namespace thresh::automatic
