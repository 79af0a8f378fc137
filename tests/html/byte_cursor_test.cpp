#include "html/byte_cursor.h"

#include <catch2/catch.hpp>
#include <string>

#include "html/character_references.h"

namespace thresh::html {
namespace {

constexpr std::uint8_t kText = std::uint8_t{kEncoded} | std::uint8_t{kReferences} | std::uint8_t{kNulDropped};

// The bytes of [begin, end) of what `raw` stands for.
std::string bytes(std::string_view raw, std::size_t begin, std::size_t end, std::uint8_t flags = kText) {
  const std::string page = "<p>" + std::string(raw);
  ByteCursor cursor(page, {3, static_cast<std::uint32_t>(page.size())}, flags);
  const base::Span span = cursor.bytes(begin, end);
  return page.substr(span.begin, span.size());
}

TEST_CASE("a text without references stands as it is in the page") {
  CHECK(bytes("hello", 1, 3) == "el");
  CHECK(bytes("hello", 0, 5) == "hello");
  CHECK(bytes("a&amp;b", 1, 4, 0) == "&am");
}

TEST_CASE("a character reference is taken as a whole") {
  CHECK(bytes("a&amp;b", 1, 2) == "&amp;");
  CHECK(bytes("a&amp;b", 2, 3) == "b");
  CHECK(bytes("&eacute;t&eacute;", 0, 2) == "&eacute;");
  CHECK(bytes("&eacute;t&eacute;", 1, 2) == "&eacute;");
  CHECK(bytes("&eacute;t&eacute;", 2, 5) == "t&eacute;");
  CHECK(bytes("R&D &x;", 1, 2) == "&");
}

TEST_CASE("line ends are one character, U+0000 is none or U+FFFD") {
  CHECK(bytes("a\r\nb\rc", 1, 2) == "\r\n");
  CHECK(bytes("a\r\nb\rc", 2, 5) == "b\rc");
  const std::string nul = std::string("a") + '\0' + "b";
  CHECK(bytes(nul, 1, 2) == "b");
  CHECK(bytes(nul, 4, 5, kEncoded) == "b");
}

TEST_CASE("stretches are asked for one after another") {
  const std::string page = "x&lt;y&gt;z\r\nend";
  ByteCursor cursor(page, {0, static_cast<std::uint32_t>(page.size())}, kText);
  const auto next = [&](std::size_t begin, std::size_t end) {
    const base::Span span = cursor.bytes(begin, end);
    return page.substr(span.begin, span.size());
  };
  CHECK(next(0, 1) == "x");
  CHECK(next(1, 2) == "&lt;");
  CHECK(next(2, 3) == "y");
  CHECK(next(4, 5) == "z");
  CHECK(next(6, 9) == "end");
  CHECK(next(9, 9).empty());
}

}  // namespace
}  // namespace thresh::html
