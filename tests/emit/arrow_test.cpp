// Arrow as an output: what a stream takes. Its values are held against JSON lines by tests/columns/arrow_test.py.
#include <algorithm>
#include <catch2/catch.hpp>

#include "emit/memory_output.h"
#include "emit/records.h"

namespace thresh::emit {
namespace {

TEST_CASE("a stream takes records of one kind") {
  MemoryOutput output;
  const auto emitter = find_format("arrow")->make(output, {});
  REQUIRE(emitter->write(question_record()));
  const auto other = emitter->write(custom_record({}));
  REQUIRE(!other);
  CHECK(other.error().code == base::ErrorCode::kUsage);
  CHECK(other.error().hint ==
        "choose them with --where 'kind = qa', or give each kind a file: --output 'NAME-{kind}.arrows'");
}

TEST_CASE("a stream without records is a schema and an end") {
  const std::string bytes = emitted("arrow", {});
  CHECK(bytes.starts_with("\xFF\xFF\xFF\xFF"));
  CHECK(bytes.ends_with(std::string("\xFF\xFF\xFF\xFF\0\0\0\0", 8)));
}

TEST_CASE("batches are written as they are full, so that memory does not grow") {
  MemoryOutput output;
  const auto emitter = find_format("arrow")->make(output, {});
  record::Map record = question_record();
  record.set("title", std::string(std::size_t{1} << 20, 'x'));
  std::size_t held = 0;
  for (int i = 0; i < 40; ++i) {
    REQUIRE(emitter->write(record));
    held = std::max(held, (static_cast<std::size_t>(i) + 1) * (std::size_t{1} << 20) -
                              std::min(output.text.size(), (static_cast<std::size_t>(i) + 1) << 20));
  }
  CHECK(held < std::size_t{20} << 20);
}

TEST_CASE("every format that can be written has a maker, the others say how they are made") {
  for (const Format& format : formats()) CHECK((format.make != nullptr || !format.elsewhere.empty()));
  CHECK(find_format("parquet")->make == nullptr);  // this program has no Arrow
}

}  // namespace
}  // namespace thresh::emit
