#include "record/key_table.h"

#include <catch2/catch.hpp>
#include <set>

#include "record/hash.h"

namespace thresh::record {
namespace {

std::set<std::uint32_t> under(const KeyTable& table, std::uint32_t key) {
  std::set<std::uint32_t> found;
  table.visit(key, [&](std::uint32_t record) { CHECK(found.insert(record).second); });
  return found;
}

std::uint32_t key_of(std::uint32_t number) { return static_cast<std::uint32_t>(mixed(number) >> 32); }

TEST_CASE("what is put in is found again while the table grows, and nothing else") {
  KeyTable table;
  constexpr std::uint32_t kCount = 100'000;
  for (std::uint32_t i = 0; i < kCount; ++i) REQUIRE(table.insert(key_of(i), i));
  CHECK(table.size() == kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) REQUIRE(under(table, key_of(i)).contains(i));
  std::size_t strangers = 0;
  for (std::uint32_t i = kCount; i < 2 * kCount; ++i) strangers += under(table, key_of(i)).size();
  CHECK(strangers < 10);  // keys have 32 bits: 100,000 x 100,000 / 2^32 is 2
}

TEST_CASE("an entry takes at most 11.5 bytes where there are many") {
  KeyTable table;
  std::size_t most = 0;
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    REQUIRE(table.insert(key_of(i), i));
    if (i > 10'000) most = std::max(most, table.bytes() * 1000 / table.size());
  }
  CHECK(most < 11'500);
}

TEST_CASE("a crowded key keeps its first eight entries, and its neighbours theirs") {
  KeyTable table;
  for (std::uint32_t i = 0; i < 100'000; ++i) CHECK(table.insert(7, i) == (i < KeyTable::kMost));
  CHECK(under(table, 7) == std::set<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7});
  CHECK(table.size() == KeyTable::kMost);
  CHECK(table.bytes() < 10'000);
}

TEST_CASE("keys made to fall into one bucket neither blow up the table nor slow it") {
  KeyTable table;
  // Keys whose hash starts with eleven zero bits, in both halves with few: they share their first bucket for long.
  std::uint32_t kept = 0;
  for (std::uint32_t key = 0, made = 0; made < 5'000; ++key) {
    if (mixed(key) >> 53 != 0) continue;
    kept += table.insert(key, made++) ? 1 : 0;
  }
  CHECK(table.size() <= kept);  // growing may lose some
  CHECK(table.size() > 1'000);
  CHECK(table.bytes() < std::size_t{5'000} * 30);
}

}  // namespace
}  // namespace thresh::record
