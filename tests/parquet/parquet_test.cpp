// Parquet as an output, of programs that are built with Arrow: where groups end, what is held in memory, what happens
// where the output fails. What the files say is held against JSON lines by tests/emit/parquet_test.py.
#include <arrow/api.h>
#include <arrow/io/memory.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "emit/memory_output.h"
#include "emit/parquet_file.h"
#include "emit/records.h"

namespace thresh::emit {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

std::shared_ptr<arrow::io::RandomAccessFile> in_memory(const std::string& bytes) {
  return std::make_shared<arrow::io::BufferReader>(arrow::Buffer::FromString(bytes));
}

std::unique_ptr<parquet::ParquetFileReader> open(const std::string& bytes) {
  return parquet::ParquetFileReader::Open(in_memory(bytes));
}

std::shared_ptr<arrow::Table> table_of(const std::string& bytes) {
  parquet::arrow::FileReaderBuilder builder;
  REQUIRE(builder.Open(in_memory(bytes)).ok());
  std::unique_ptr<parquet::arrow::FileReader> reader;
  REQUIRE(builder.Build(&reader).ok());
  std::shared_ptr<arrow::Table> table;
  REQUIRE(reader->ReadTable(&table).ok());
  REQUIRE(table->ValidateFull().ok());
  return table;
}

// A text that zstd makes nothing of.
std::string noise(std::size_t size, std::uint64_t seed) {
  std::string out;
  for (out.reserve(size); out.size() < size; seed = seed * 6364136223846793005U + 1442695040888963407U) {
    out += static_cast<char>('!' + (seed >> 40) % 90);
  }
  return out;
}

record::Map long_record(std::size_t size, std::uint64_t seed) {
  record::Map record = question_record();
  record.set("title", noise(size, seed));
  return record;
}

TEST_CASE("a program with Arrow writes Parquet, and its file reads back") {
  REQUIRE(ParquetFile::is_there());
  const auto table = table_of(emitted("parquet", {question_record(), question_record()}));
  CHECK(table->num_rows() == 2);
  CHECK(table->schema()->metadata()->Get("thresh.kind").ValueOrDie() == "qa");
  const auto answers = table->schema()->GetFieldByName("answers");
  REQUIRE(answers != nullptr);
  CHECK(answers->type()->id() == arrow::Type::LIST);
  CHECK(answers->type()->field(0)->type()->id() == arrow::Type::STRUCT);
}

TEST_CASE("columns are compressed by zstd") {
  const auto file = open(emitted("parquet", {question_record()}));
  const auto group = file->metadata()->RowGroup(0);
  for (int i = 0; i < group->num_columns(); ++i)
    CHECK(group->ColumnChunk(i)->compression() == parquet::Compression::ZSTD);
}

TEST_CASE("a file takes records of one kind") {
  MemoryOutput output;
  const auto emitter = find_format("parquet")->make(output, {});
  REQUIRE(emitter->write(question_record()));
  const auto other = emitter->write(custom_record({}));
  REQUIRE(!other);
  CHECK(other.error().code == base::ErrorCode::kUsage);
  CHECK(other.error().message == "a Parquet file holds records of one kind: the first is a qa, this one a custom");
}

TEST_CASE("without records there is a table without rows") {
  const auto table = table_of(emitted("parquet", {}));
  CHECK(table->num_rows() == 0);
  CHECK(table->schema()->GetFieldByName("title") != nullptr);
  EmitOptions some;
  some.fields = {*record::FieldPath::read("answers.author.name")};
  CHECK(table_of(emitted("parquet", {}, some))->ColumnNames() == std::vector<std::string>{"answers"});
  some.fields.push_back(*record::FieldPath::read("posts.body"));  // no kind has both
  CHECK(open(emitted("parquet", {}, some))->metadata()->num_rows() == 0);
}

TEST_CASE("a row group ends at so many rows") {
  record::Map small;
  for (const char* key : {"id", "kind", "title"}) small.add(key, *question_record().find(key));
  const auto file = open(emitted("parquet", record::List(45'000, small)));
  REQUIRE(file->metadata()->num_row_groups() == 3);
  CHECK(file->metadata()->RowGroup(0)->num_rows() == 20'000);
  CHECK(file->metadata()->RowGroup(2)->num_rows() == 5'000);
}

// How many bytes were handed in, at most, before something came out. SIZE_MAX if anything fails.
std::size_t held_at_most(const EmitOptions& options) {
  MemoryOutput output;
  const auto emitter = find_format("parquet")->make(output, options);
  std::size_t most = 0, held = 0, written = 0;
  for (std::size_t i = 1; i <= 100; ++i) {
    if (!emitter->write(long_record(kMiB, i))) return SIZE_MAX;
    held = output.text.size() > written ? 0 : held + kMiB;
    written = output.text.size();
    most = std::max(most, held);
  }
  return emitter->finish() && table_of(output.text)->num_rows() == 100 ? most : SIZE_MAX;
}

TEST_CASE("a row group ends at so many bytes, so that memory does not grow") {
  CHECK(held_at_most({}) == 63 * kMiB);
  CHECK(held_at_most({.files = 16}) == 3 * kMiB);
  CHECK(held_at_most({.files = 1000}) == 0);
  CHECK(held_at_most({.ends_at = 8 * kMiB}) == 7 * kMiB);
}

TEST_CASE("wherever the output fails, its error is told, and nothing more is written") {
  const record::List records(3, long_record(5000, 1));
  const std::string whole = emitted("parquet", records);
  std::size_t failures = 0;
  for (std::size_t limit = 0; limit < whole.size(); limit += 997) {
    MemoryOutput output(limit);
    {
      const auto emitter = find_format("parquet")->make(output, {});
      base::Result<void> done;
      for (const record::Value& record : records) {
        if (done) done = emitter->write(*record.as_map());
      }
      if (done) done = emitter->finish();
      REQUIRE(!done);
      CHECK(done.error().code == base::ErrorCode::kWriteFailed);
      CHECK(done.error().message == "no space left");
      ++failures;
    }
    CHECK(output.text.size() <= limit);
    CHECK(whole.starts_with(output.text));
  }
  CHECK(failures > 10);
}

TEST_CASE("one that is given up leaves its output alone") {
  MemoryOutput output;
  std::size_t written = 0;
  {
    const auto emitter = find_format("parquet")->make(output, {.ends_at = 1});
    REQUIRE(emitter->write(question_record()));
    written = output.text.size();
  }
  CHECK(written > 100);
  CHECK(output.text.size() == written);
}

}  // namespace
}  // namespace thresh::emit
