#include "base/arena.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace thresh::base {
namespace {

TEST_CASE("a copy lives in the arena and holds the same bytes") {
  Arena arena;
  std::string text(300000, 'x');
  const std::string_view copy = arena.copy(text);
  text.assign(text.size(), 'y');
  CHECK(copy == std::string(300000, 'x'));
  CHECK(arena.copy("").empty());
}

TEST_CASE("pieces are aligned to 16 bytes and do not overlap") {
  REQUIRE(rc::check([](const std::vector<std::uint16_t>& sizes) {
    Arena arena;
    std::vector<std::pair<char*, std::size_t>> pieces;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const std::size_t size = sizes[i] + std::size_t{1};
      auto* piece = static_cast<char*>(arena.allocate(size));
      RC_ASSERT(reinterpret_cast<std::uintptr_t>(piece) != 0U);
      RC_ASSERT(reinterpret_cast<std::uintptr_t>(piece) % 16 == 0U);
      std::memset(piece, static_cast<int>(i % 128), size);
      pieces.emplace_back(piece, size);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      RC_ASSERT(std::string(pieces[i].first, pieces[i].second) ==
                std::string(pieces[i].second, static_cast<char>(i % 128)));
    }
  }));
}

TEST_CASE("an arena stops at its budget and says so") {
  Arena arena(1024);
  CHECK(arena.allocate(1000) != nullptr);
  CHECK_FALSE(arena.exhausted());
  std::size_t given = 0;
  while (given < 100 && arena.copy(std::string(100000, 'x')).size() > 0) ++given;
  CHECK(given == 0);
  CHECK(arena.exhausted());
}

TEST_CASE("a size that cannot be is refused") {
  Arena arena;
  CHECK(arena.allocate(std::numeric_limits<std::size_t>::max()) == nullptr);
  CHECK(arena.exhausted());
}

}  // namespace
}  // namespace thresh::base
