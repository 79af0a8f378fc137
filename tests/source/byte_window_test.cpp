// The window that slides over an input.
#include "source/byte_window.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "source/inputs.h"

using thresh::source::ByteWindow;
using thresh::tests::input_of;

TEST_CASE("the window goes over all bytes, whatever comes at once and is taken at once") {
  CHECK(rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(0, 3'000'000);
    const auto piece = *rc::gen::inRange<std::size_t>(1, 400'000);
    const auto step = *rc::gen::inRange<std::size_t>(1, 2'000'000);
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
    ByteWindow window(input_of(bytes, piece));
    std::string read;
    for (;;) {
      while (window.known().size() < step && window.more()) {
      }
      const std::size_t count = std::min(step, window.known().size());
      if (count == 0) break;
      read.append(window.known().substr(0, count));
      window.skip(count);
    }
    RC_ASSERT(read == bytes);
    RC_ASSERT(window.position() == size);
    RC_ASSERT(window.at_end());
    RC_ASSERT(!window.error());
  }));
}

TEST_CASE("where reading fails the window ends, and says why") {
  ByteWindow window(input_of("abc", SIZE_MAX, true));
  CHECK(window.more());
  CHECK_FALSE(window.more());
  CHECK(window.known() == "abc");
  REQUIRE(window.error());
  CHECK(window.error()->code == thresh::base::ErrorCode::kUnreadable);
}
