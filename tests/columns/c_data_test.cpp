// The C Data Interface: who owns what, and for how long. The sanitizers of the dev build hear of each mistake.
#include "columns/c_data.h"

#include <catch2/catch.hpp>

#include "columns/make.h"

namespace thresh::columns {
namespace {

using emit::map_of;
using record::List;

std::shared_ptr<const Batch> batch() {
  const record::Map record =
      map_of({{"t", "text"}, {"l", List{1, 2}}, {"s", map_of({{"r", 1.5}, {"b", true}})}, {"n", nullptr}});
  Builder builder(schema_like(record), shown);
  REQUIRE(builder.append(record));
  return builder.take();
}

TEST_CASE("a schema tells the format of every column") {
  ArrowSchema schema;
  export_schema(*batch()->schema, schema);
  CHECK(std::string(schema.format) == "+s");
  REQUIRE(schema.n_children == 4);
  const char* const formats[] = {"u", "+l", "+s", "u"};
  const char* const names[] = {"t", "l", "s", "n"};
  for (int i = 0; i < 4; ++i) {
    CHECK(std::string(schema.children[i]->format) == formats[i]);
    CHECK(std::string(schema.children[i]->name) == names[i]);
    CHECK(schema.children[i]->flags == 2);
  }
  CHECK(std::string(schema.children[1]->children[0]->format) == "l");
  CHECK(std::string(schema.children[2]->children[0]->format) == "g");
  CHECK(std::string(schema.children[2]->children[1]->format) == "b");
  schema.release(&schema);
  CHECK(schema.release == nullptr);
}

TEST_CASE("buffers are those of the batch, without a copy") {
  const auto rows = batch();
  ArrowArray array;
  export_batch(rows, array);
  CHECK(array.length == 1);
  CHECK(array.n_buffers == 1);
  REQUIRE(array.n_children == 4);
  CHECK(array.children[0]->n_buffers == 3);
  CHECK(array.children[0]->buffers[2] == rows->columns[1].data.data());
  CHECK(array.children[0]->buffers[0] == nullptr);
  CHECK(array.children[1]->n_buffers == 2);
  CHECK(array.children[3]->null_count == 1);
  CHECK(array.children[3]->buffers[0] != nullptr);
  array.release(&array);
  CHECK(array.release == nullptr);
}

TEST_CASE("an array lives longer than its batch, a child that was moved longer than its array") {
  auto rows = batch();
  const std::weak_ptr<const Batch> watched = rows;
  ArrowArray array;
  export_batch(rows, array);
  rows = nullptr;
  CHECK(!watched.expired());
  ArrowArray child = *array.children[0];  // moved as the specification says: copied, and the old one marked released
  array.children[0]->release = nullptr;
  array.release(&array);
  REQUIRE(!watched.expired());
  CHECK(std::string(static_cast<const char*>(child.buffers[2]), 4) == "text");
  child.release(&child);
  CHECK(watched.expired());
}

TEST_CASE("a stream gives its batches once, then its end, and lets go of them") {
  auto first = batch(), second = batch();
  const std::weak_ptr<const Batch> watched = first;
  ArrowArrayStream stream;
  export_stream(first->schema, {first, second}, stream);
  first = nullptr;
  ArrowSchema schema;
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  schema.release(&schema);
  ArrowArray array;
  REQUIRE(stream.get_next(&stream, &array) == 0);
  array.release(&array);
  CHECK(watched.expired());
  REQUIRE(stream.get_next(&stream, &array) == 0);
  array.release(&array);
  for (int i = 0; i < 2; ++i) {
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(array.release == nullptr);
  }
  CHECK(stream.get_last_error(&stream) == nullptr);
  stream.release(&stream);
  CHECK(stream.release == nullptr);
}

TEST_CASE("a stream that nobody reads lets go of everything") {
  auto rows = batch();
  const std::weak_ptr<const Batch> watched = rows;
  ArrowArrayStream stream;
  export_stream(rows->schema, {rows}, stream);
  rows = nullptr;
  stream.release(&stream);
  CHECK(watched.expired());
}

}  // namespace
}  // namespace thresh::columns
