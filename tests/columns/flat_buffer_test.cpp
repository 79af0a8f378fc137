// FlatBuffers, read back by the rules of their format.
#include "columns/flat_buffer.h"

#include <catch2/catch.hpp>

namespace thresh::columns {
namespace {

template <class Number>
Number at(const std::string& bytes, std::size_t place) {
  Number number{};
  REQUIRE(place + sizeof(number) <= bytes.size());
  REQUIRE(place % sizeof(number) == 0);
  std::memcpy(&number, bytes.data() + place, sizeof(number));
  return number;
}

std::size_t follow(const std::string& bytes, std::size_t place) { return place + at<std::uint32_t>(bytes, place); }

// Where a field of a table stands; 0 where it has its default.
std::size_t field(const std::string& bytes, std::size_t table, std::uint16_t slot) {
  const std::size_t vtable = table - static_cast<std::size_t>(at<std::int32_t>(bytes, table));
  if (4u + 2u * slot >= at<std::uint16_t>(bytes, vtable)) return 0;
  const std::uint16_t offset = at<std::uint16_t>(bytes, vtable + 4 + 2 * std::size_t{slot});
  return offset == 0 ? 0 : table + offset;
}

TEST_CASE("a table gives back what was set") {
  FlatBuffer out;
  const auto words = out.text("words");
  out.begin_table();
  out.set(0, std::int16_t{7});
  out.set(4, std::int64_t{-5});
  out.set_place(1, words);
  const std::string bytes = std::move(out).finish(out.end_table());
  CHECK(bytes.size() % 8 == 0);
  const std::size_t table = follow(bytes, 0);
  CHECK(at<std::int16_t>(bytes, field(bytes, table, 0)) == 7);
  CHECK(at<std::int64_t>(bytes, field(bytes, table, 4)) == -5);
  CHECK(field(bytes, table, 2) == 0);
  CHECK(field(bytes, table, 9) == 0);
  const std::size_t text = follow(bytes, field(bytes, table, 1));
  CHECK(at<std::uint32_t>(bytes, text) == 5);
  CHECK(bytes.substr(text + 4, 6) == std::string("words\0", 6));
}

TEST_CASE("vectors hold structs and tables in their order") {
  FlatBuffer out;
  std::vector<FlatBuffer::Place> tables;
  for (const std::int32_t number : {10, 20, 30}) {
    out.begin_table();
    out.set(0, number);
    tables.push_back(out.end_table());
  }
  const FlatBuffer::Pair pairs[] = {{1, 2}, {3, 4}};
  const auto table_place = out.places(tables), pair_place = out.pairs(pairs), none = out.places({});
  out.begin_table();
  out.set_place(0, table_place);
  out.set_place(1, pair_place);
  out.set_place(2, none);
  const std::string bytes = std::move(out).finish(out.end_table());
  const std::size_t root = follow(bytes, 0);
  const std::size_t list = follow(bytes, field(bytes, root, 0));
  CHECK(at<std::uint32_t>(bytes, list) == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t table = follow(bytes, list + 4 + 4 * i);
    CHECK(at<std::int32_t>(bytes, field(bytes, table, 0)) == static_cast<std::int32_t>(10 * (i + 1)));
  }
  const std::size_t structs = follow(bytes, field(bytes, root, 1));
  CHECK(at<std::uint32_t>(bytes, structs) == 2);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(at<std::int64_t>(bytes, structs + 4 + 8 * i) == static_cast<std::int64_t>(i + 1));
  }
  CHECK(at<std::uint32_t>(bytes, follow(bytes, field(bytes, root, 2))) == 0);
}

}  // namespace
}  // namespace thresh::columns
