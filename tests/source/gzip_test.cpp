// inflate_gzip: sound, several members, cut short, damaged, and bombs.
#include "source/gzip.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "source/deflate.h"

namespace {

using thresh::base::ErrorCode;
using thresh::source::inflate_gzip;
using thresh::tests::gzip;

// Text that does not compress to nothing.
std::string sample(std::size_t size) {
  std::string text;
  std::uint32_t state = 1;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += static_cast<char>('a' + (state >> 24) % 26);
  }
  return text;
}

}  // namespace

TEST_CASE("what was compressed comes back") {
  REQUIRE(rc::check([](const std::string& bytes) {
    const auto inflated = inflate_gzip(gzip(bytes), SIZE_MAX);
    RC_ASSERT(inflated.has_value());
    RC_ASSERT(inflated->bytes == bytes);
    RC_ASSERT(!inflated->cut);
  }));
  const std::string large = sample(1'000'000);
  CHECK(inflate_gzip(gzip(large), SIZE_MAX)->bytes == large);
}

TEST_CASE("several members are one text (RFC 1952, section 2.2)") {
  const auto inflated = inflate_gzip(gzip("one ") + gzip("") + gzip("two"), SIZE_MAX);
  CHECK(inflated->bytes == "one two");
  CHECK_FALSE(inflated->cut);
}

TEST_CASE("what follows the last member and is none is ignored") {
  const auto inflated = inflate_gzip(gzip("text") + std::string(512, '\0'), SIZE_MAX);
  CHECK(inflated->bytes == "text");
  CHECK_FALSE(inflated->cut);
}

TEST_CASE("a file cut short gives what there is, and says so") {
  const std::string text = sample(300'000);
  const std::string whole = gzip(text);
  for (const std::size_t size : {whole.size() - 1, whole.size() - 8, whole.size() / 2, whole.size() / 10}) {
    const auto inflated = inflate_gzip(whole.substr(0, size), SIZE_MAX);
    REQUIRE(inflated.has_value());
    CHECK(inflated->damaged_at == size);
    CHECK_FALSE(inflated->cut);
    CHECK_FALSE(inflated->bytes.empty());
    CHECK(text.starts_with(inflated->bytes));
  }
}

TEST_CASE("a file damaged in the middle gives what stands before the damage") {
  const std::string text = sample(300'000);
  std::string bytes = gzip(text);
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 64; ++i) bytes[i] = static_cast<char>(~bytes[i]);
  const auto inflated = inflate_gzip(bytes, SIZE_MAX);
  REQUIRE(inflated.has_value());
  REQUIRE(inflated->damaged_at.has_value());
  CHECK(*inflated->damaged_at >= bytes.size() / 2);
  CHECK(text.substr(0, 50'000) == inflated->bytes.substr(0, 50'000));
}

TEST_CASE("a second member that is damaged costs only itself") {
  const auto inflated = inflate_gzip(gzip("one ") + gzip("two").substr(0, 10), SIZE_MAX);
  CHECK(inflated->bytes == "one ");
  CHECK(inflated->damaged_at.has_value());
}

TEST_CASE("a checksum that is wrong is damage, though every byte is there (RFC 1952, section 2.3.1)") {
  const std::string text = sample(10'000);
  std::string bytes = gzip(text);
  bytes[bytes.size() - 8] = static_cast<char>(~bytes[bytes.size() - 8]);
  const auto inflated = inflate_gzip(bytes, SIZE_MAX);
  REQUIRE(inflated.has_value());
  CHECK(inflated->bytes == text);
  CHECK(inflated->damaged_at.has_value());
}

TEST_CASE("damage at the start is an error") {
  for (const std::string& bytes : {std::string(), std::string("<html>"), gzip("text").substr(0, 9)}) {
    const auto inflated = inflate_gzip(bytes, SIZE_MAX);
    REQUIRE_FALSE(inflated.has_value());
    CHECK(inflated.error().code == ErrorCode::kBadArchive);
  }
}

TEST_CASE("a bomb stops at the limit") {
  const std::string bomb = gzip(std::string(50'000'000, 'b'));
  CHECK(bomb.size() < 400'000);
  const auto inflated = inflate_gzip(bomb, 1'000'000);
  CHECK(inflated->bytes == std::string(1'000'000, 'b'));
  CHECK(inflated->cut);
  const auto exact = inflate_gzip(gzip(std::string(1'000'000, 'b')), 1'000'000);
  CHECK(exact->bytes.size() == 1'000'000);
  CHECK_FALSE(exact->cut);
}

TEST_CASE("any bytes after a gzip header end within the limit") {
  REQUIRE(rc::check([](const std::string& bytes) {
    const auto inflated = inflate_gzip(gzip("").substr(0, 10) + bytes, 1000);
    RC_ASSERT(!inflated.has_value() || inflated->bytes.size() <= 1000);
  }));
}
