// Records as columns: what stands where, and what does not fit.
#include "columns/builder.h"

#include <catch2/catch.hpp>

#include "columns/make.h"

namespace thresh::columns {
namespace {

using emit::map_of;
using record::List;
using record::Map;

std::shared_ptr<const Batch> batch_of(const std::shared_ptr<const Schema>& schema, const std::vector<Map>& records) {
  Builder builder(schema, shown);
  for (const Map& record : records) REQUIRE(builder.append(record));
  return builder.take();
}

base::Error error_of(const std::shared_ptr<const Schema>& schema, const Map& record) {
  Builder builder(schema, shown);
  const auto appended = builder.append(record);
  REQUIRE(!appended);
  return appended.error();
}

TEST_CASE("values stand one after the other, what is null is marked") {
  const Map first = map_of({{"t", "one"}, {"i", -3}, {"r", 4.5}, {"b", true}});
  const Map second = map_of({{"t", nullptr}, {"i", nullptr}, {"r", nullptr}, {"b", nullptr}});
  const Map third = map_of({{"t", ""}, {"i", 7}, {"r", 2}, {"b", false}});
  const auto batch = batch_of(schema_like(first), {first, second, third});
  CHECK(batch->rows == 3);
  const ColumnData& texts = batch->columns[1];
  CHECK(texts.nulls == 1);
  CHECK(std::vector<std::int32_t>(texts.offsets.begin(), texts.offsets.end()) == std::vector<std::int32_t>{0, 3, 3, 3});
  CHECK((there(texts, 0) && !there(texts, 1) && there(texts, 2)));
  CHECK(number_at<std::int64_t>(batch->columns[2], 0) == -3);
  CHECK(number_at<std::int64_t>(batch->columns[2], 2) == 7);
  CHECK(number_at<double>(batch->columns[3], 0) == 4.5);
  CHECK(number_at<double>(batch->columns[3], 2) == 2.0);
  CHECK(batch->columns[4].data.front() == 1);
  CHECK(batch->columns[4].nulls == 1);
}

TEST_CASE("items of lists stand in the order of the rows") {
  const auto item = [](std::string_view name) { return map_of({{"n", name}, {"l", List{name, name}}}); };
  const Map first = map_of({{"a", List{item("x"), item("y")}}}), second = map_of({{"a", List{}}});
  const Map third = map_of({{"a", List{item("z")}}});
  const auto schema = schema_like(first);
  const auto batch = batch_of(schema, {first, second, map_of({{"a", nullptr}}), third});
  const ColumnData& list = batch->columns[find(*schema, "a")];
  CHECK(std::vector<std::int32_t>(list.offsets.begin(), list.offsets.end()) ==
        std::vector<std::int32_t>{0, 2, 2, 2, 3});
  CHECK(list.nulls == 1);
  const ColumnData& names = batch->columns[find(*schema, "a.n")];
  CHECK(text_at(names, 0) + text_at(names, 1) + text_at(names, 2) == "xyz");
  const ColumnData& inner = batch->columns[schema->columns[find(*schema, "a.l")].children.front()];
  CHECK(std::string(inner.data.begin(), inner.data.end()) == "xxyyzz");
}

TEST_CASE("every column of a struct has a value for each row of it") {
  const Map full = map_of({{"s", map_of({{"a", 1}, {"t", map_of({{"b", "x"}, {"c", true}})}})}});
  const auto schema = schema_like(full);
  const auto batch = batch_of(schema, {full, map_of({{"s", nullptr}}), Map(), full});
  for (std::size_t id = 1; id < batch->columns.size(); ++id) {
    CHECK(batch->columns[id].length == 4);
    CHECK(batch->columns[id].nulls == 2);
  }
}

TEST_CASE("keys may stand in any order, and those that are missing are null") {
  const Map first = map_of({{"a", 1}, {"b", 2}, {"c", 3}});
  const auto schema = schema_like(first);
  const auto batch = batch_of(schema, {first, map_of({{"c", 30}, {"a", 10}}), map_of({{"b", 200}})});
  CHECK(number_at<std::int64_t>(batch->columns[1], 1) == 10);
  CHECK(number_at<std::int64_t>(batch->columns[3], 1) == 30);
  CHECK(number_at<std::int64_t>(batch->columns[2], 2) == 200);
  CHECK(batch->columns[2].nulls == 1);
}

TEST_CASE("an object whose keys are data is a list with the keys first") {
  const auto schema = std::make_shared<const Schema>(schema_of(*record::find_kind("qa"), {}));
  const auto counts = [](int found) { return map_of({{"stated", nullptr}, {"found", found}}); };
  Map record = emit::question_record();
  record.add("schema", 1);
  record.add("completeness", map_of({{"answers", counts(2)}, {"pages", counts(1)}}));
  const auto batch = batch_of(schema, {record});
  const ColumnId list = find(*schema, "completeness");
  CHECK(batch->columns[list].offsets.back() == 2);
  const ColumnData& names = batch->columns[find(*schema, "completeness.list")];
  CHECK(text_at(names, 0) == "answers");
  CHECK(text_at(names, 1) == "pages");
  CHECK(number_at<std::int64_t>(batch->columns[find(*schema, "completeness.found")], 1) == 1);
}

TEST_CASE("texts are well-formed, whatever a record holds") {
  const Map record = map_of({{"a", "x\xFFy"}, {"b", "\xED\xA0\x80"}});
  const auto batch = batch_of(schema_like(record), {record});
  CHECK(text_at(batch->columns[1], 0) == "x\xEF\xBF\xBDy");
  CHECK(text_at(batch->columns[2], 0) == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("what does not fit is an error that names the column") {
  const auto schema = schema_like(map_of({{"s", map_of({{"i", 1}, {"r", 1.5}, {"l", List{"x"}}, {"b", true}})}}));
  const auto message = [&](record::Value value, std::string_view key) {
    return error_of(schema, map_of({{"s", map_of({{std::string(key), std::move(value)}})}})).message;
  };
  CHECK(message("x", "i") == "the column `s.i` takes a whole number, and the record has something else there");
  CHECK(message(1.5, "i").starts_with("the column `s.i`"));
  CHECK(message(1e300, "i").starts_with("the column `s.i`"));
  CHECK(message("x", "r") == "the column `s.r` takes a number, and the record has something else there");
  CHECK(message(1, "b") == "the column `s.b` takes true or false, and the record has something else there");
  CHECK(message("x", "l") == "the column `s.l` takes a list, and the record has something else there");
  CHECK(message(1, "z") == "the record has a field `s.z` that records of the kind custom have no column for");
  CHECK(error_of(schema, map_of({{"s", 1}})).message.starts_with("the column `s` takes an object"));
}

TEST_CASE("a whole number that is written as a real one is whole") {
  const auto schema = schema_like(map_of({{"i", 1}}));
  const auto batch = batch_of(schema, {map_of({{"i", 5.0}}), map_of({{"i", -9223372036854775808.0}})});
  CHECK(number_at<std::int64_t>(batch->columns[1], 0) == 5);
  CHECK(number_at<std::int64_t>(batch->columns[1], 1) == INT64_MIN);
  CHECK(error_of(schema, map_of({{"i", 9223372036854775808.0}})).code == base::ErrorCode::kUsage);
}

TEST_CASE("a builder begins anew after each batch") {
  const Map record = map_of({{"a", "x"}});
  Builder builder(schema_like(record), shown);
  REQUIRE(builder.append(record));
  const auto first = builder.take();
  CHECK(builder.rows() == 0);
  CHECK(builder.bytes() == 0);
  REQUIRE(builder.append(map_of({{"a", "yy"}})));
  CHECK(text_at(builder.take()->columns[1], 0) == "yy");
  CHECK(text_at(first->columns[1], 0) == "x");
}

TEST_CASE("a batch is full after so many rows or bytes") {
  const Map small = map_of({{"a", 1}});
  Builder rows(schema_like(small), shown);
  for (std::int64_t i = 1; i < Builder::kRows; ++i) REQUIRE(rows.append(small));
  CHECK(!rows.is_full());
  REQUIRE(rows.append(small));
  CHECK(rows.is_full());
  const Map large = map_of({{"a", std::string(Builder::kBytes, 'x')}});
  Builder bytes(schema_like(large), shown);
  REQUIRE(bytes.append(large));
  CHECK(bytes.is_full());
}

TEST_CASE("memory begins at multiples of 64 bytes") {
  const Map record = map_of({{"t", "text"}, {"i", 1}, {"b", true}});
  const auto batch = batch_of(schema_like(record), {record, record});
  for (const ColumnData& data : batch->columns) {
    CHECK(reinterpret_cast<std::uintptr_t>(data.validity.data()) % kAlignment == 0);
    CHECK(reinterpret_cast<std::uintptr_t>(data.offsets.data()) % kAlignment == 0);
    CHECK(reinterpret_cast<std::uintptr_t>(data.data.data()) % kAlignment == 0);
  }
}

}  // namespace
}  // namespace thresh::columns
