// The frames of the stream, and a disk that is full. What stands in them pyarrow reads (arrow_test.py).
#include "columns/ipc.h"

#include <catch2/catch.hpp>

#include "columns/make.h"
#include "emit/memory_output.h"

namespace thresh::columns {
namespace {

std::uint32_t word(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  REQUIRE(at + sizeof(number) <= bytes.size());
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}

std::string stream(const record::Map& record) {
  Builder builder(schema_like(record), shown);
  REQUIRE(builder.append(record));
  const auto batch = builder.take();
  emit::MemoryOutput output;
  REQUIRE(write_schema(output, *batch->schema));
  REQUIRE(write_batch(output, *batch));
  REQUIRE(write_end(output));
  return output.text;
}

TEST_CASE("messages are framed, padded to 8 bytes, and end") {
  const std::string bytes = stream(emit::map_of({{"a", "text"}, {"b", 1}}));
  CHECK(bytes.size() % 8 == 0);
  CHECK(word(bytes, 0) == 0xFFFFFFFF);
  const std::uint32_t schema = word(bytes, 4);
  CHECK(schema % 8 == 0);
  CHECK(word(bytes, 8 + schema) == 0xFFFFFFFF);
  CHECK(word(bytes, 12 + schema) % 8 == 0);
  CHECK(word(bytes, bytes.size() - 8) == 0xFFFFFFFF);
  CHECK(word(bytes, bytes.size() - 4) == 0);
}

TEST_CASE("a disk that is full at any byte is an error") {
  const record::Map record = emit::map_of({{"a", "text"}});
  Builder builder(schema_like(record), shown);
  REQUIRE(builder.append(record));
  const auto batch = builder.take();
  const std::size_t size = stream(record).size();
  for (std::size_t limit = 0; limit < size; ++limit) {
    emit::MemoryOutput output(limit);
    const bool written = write_schema(output, *batch->schema) && write_batch(output, *batch) && write_end(output);
    CHECK(!written);
  }
}

}  // namespace
}  // namespace thresh::columns
