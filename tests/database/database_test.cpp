// The adapter of SQLite: values of every sort, transactions, and files that are made in one go.
#include "database/database.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/temporary_folder.h"

namespace thresh::database {
namespace {

using base::ErrorCode;
using tests::TemporaryFolder;

template <class T>
T value(base::Result<T> result) {
  if (!result) FAIL(base::describe(result.error()));
  return std::move(*result);
}

TEST_CASE("values of every sort come back as they were bound") {
  const TemporaryFolder folder;
  Database database = value(Database::open(folder / "a.db", {.what = "a file", .create = true, .one_go = true}));
  REQUIRE(database.execute("CREATE TABLE t(a, b, c, d)"));
  Statement insert = value(database.prepare("INSERT INTO t VALUES(?, ?, ?, ?)"));
  insert.bind(1, std::int64_t{-5}).bind(2, 0.5).bind(3, std::string_view("x\0y", 3)).bind(4, nullptr);
  REQUIRE(insert.run());
  CHECK(value(database.number("SELECT a = -5 AND b = 0.5 AND typeof(b) = 'real' AND d IS NULL FROM t")) == 1);
  Statement text = value(database.prepare("SELECT c FROM t"));
  REQUIRE(value(text.step()));
  CHECK(text.text(0) == std::string_view("x\0y", 3));
  // A statement keeps no value of the row before.
  insert.bind(1, nullptr).bind(2, nullptr).bind(3, std::string_view()).bind(4, std::int64_t{1});
  REQUIRE(insert.run());
  CHECK(value(database.number("SELECT c = '' AND a IS NULL FROM t WHERE d = 1")) == 1);
}

TEST_CASE("a file that is made in one go has no other file beside it") {
  const TemporaryFolder folder;
  {
    Database database = value(Database::open(folder / "a.db", {.what = "a file", .create = true, .one_go = true}));
    REQUIRE(database.execute("BEGIN; CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) <= 1);
    REQUIRE(database.execute("COMMIT"));
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  Database again = value(Database::open(folder / "a.db", {.what = "a file"}));
  CHECK(value(again.number("SELECT a FROM t")) == 1);
}

TEST_CASE("a transaction that fails leaves nothing") {
  const TemporaryFolder folder;
  Database database = value(Database::open(folder / "a.db", {.what = "a file", .create = true}));
  REQUIRE(database.execute("CREATE TABLE t(a)"));
  const auto done = database.transaction([&]() -> base::Result<void> {
    if (auto put = database.execute("INSERT INTO t VALUES(1)"); !put) return put;
    return base::failure(ErrorCode::kInternal, "no");
  });
  CHECK_FALSE(done.has_value());
  CHECK(value(database.number("SELECT count(*) FROM t")) == 0);
}

TEST_CASE("errors say what the file is, and where") {
  const TemporaryFolder folder;
  const auto missing = Database::open(folder / "a.db", {.what = "the table of things"});
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == ErrorCode::kWriteFailed);
  CHECK(missing.error().message.starts_with("the table of things: "));
  CHECK(missing.error().place.file == folder / "a.db");
}

}  // namespace
}  // namespace thresh::database
