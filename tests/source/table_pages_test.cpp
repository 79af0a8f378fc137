// Pages in the tables of SQLite.
#include "source/table_pages.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/temporary_folder.h"
#include "source/inputs.h"

using namespace thresh::source;
using thresh::base::system_disk;
using thresh::tests::all_of;
using thresh::tests::TemporaryFolder;
using Texts = std::vector<std::string>;

namespace {

void make(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(::sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  char* trouble = nullptr;
  ::sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &trouble);
  if (trouble != nullptr) FAIL(trouble);
  ::sqlite3_close(database);
}

// What the reader gives, the folder's path in names left out.
Texts pages(const TemporaryFolder& folder, const std::string& name, const InputOptions& options = {}) {
  auto reader = Reader::open(system_disk(), folder / name, {}, options);
  Texts all;
  if (!reader) {
    all = {reader.error().place.file + ": " + reader.error().message};
  } else {
    all = all_of(**reader);
  }
  for (std::string& text : all) {
    for (std::size_t at = 0; (at = text.find(folder.path() + '/')) != std::string::npos;) {
      text.erase(at, folder.path().size() + 1);
    }
  }
  return all;
}

constexpr const char* kTwoTables =
    "CREATE TABLE users(id INTEGER, name TEXT);"
    "INSERT INTO users VALUES(1, 'A');"
    "CREATE TABLE \"my pages\"(url TEXT, html TEXT, fetched_at INTEGER);"
    "INSERT INTO \"my pages\"(rowid, url, html, fetched_at) VALUES(7, 'https://b.example', '<p>seven', 1700000000);"
    "INSERT INTO \"my pages\"(rowid, url, html) VALUES(3, 'https://a.example', '<p>three');"
    "INSERT INTO \"my pages\"(rowid, url) VALUES(9, 'https://c.example');"
    "CREATE VIEW texts AS SELECT html AS text FROM \"my pages\" WHERE html IS NOT NULL ORDER BY url;";

}  // namespace

TEST_CASE("every table and view with a column for a page is read, rows by their ids") {
  const TemporaryFolder folder;
  make(folder / "a b?.db", kTwoTables);
  CHECK(pages(folder, "a b?.db") == Texts{"a b?.db#my pages/3 https://a.example <p>three",
                                          "a b?.db#my pages/7 https://b.example <p>seven", "a b?.db#texts/1 <p>three",
                                          "a b?.db#texts/2 <p>seven"});
}

TEST_CASE("a table is chosen, a row is named") {
  const TemporaryFolder folder;
  make(folder / "a.db", kTwoTables);
  InputOptions options;
  options.table = "TEXTS";
  CHECK(pages(folder, "a.db", options).size() == 2);
  options.table = "none";
  CHECK(pages(folder, "a.db", options) ==
        Texts{"a.db: the database has no table `none`; it has users, my pages, texts"});
  CHECK(pages(folder, "a.db#my pages/7") == Texts{"a.db#my pages/7 https://b.example <p>seven"});
  CHECK(pages(folder, "a.db#texts/2") == Texts{"a.db#texts/2 <p>seven"});
  CHECK(pages(folder, "a.db#my pages/9") == Texts{"a.db#my pages/9: bad_row: this row holds neither HTML nor text"});
  CHECK(pages(folder, "a.db#my pages/8") == Texts{"a.db#8: bad_row: there is no such row"});
  CHECK(pages(folder, "a.db#8") == Texts{"a.db#8: a row of a database is named TABLE/NUMBER"});
}

TEST_CASE("columns are named by the user; a database without pages says so") {
  const TemporaryFolder folder;
  make(folder / "a.db", "CREATE TABLE t(a TEXT, b BLOB); INSERT INTO t VALUES('x', X'C4C1');");
  CHECK(pages(folder, "a.db")[0].find("no table of this database has a column") != std::string::npos);
  InputOptions options;
  options.keys.text = "a";
  CHECK(pages(folder, "a.db", options) == Texts{"a.db#t/1 x"});
  options.keys.text = "b";
  CHECK(pages(folder, "a.db", options) == Texts{"a.db#t/1 \xC4\xC1"});
}

TEST_CASE("tables without rowid are read as they come") {
  const TemporaryFolder folder;
  make(folder / "a.db",
       "CREATE TABLE t(k TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;"
       "INSERT INTO t VALUES('b', 'two'), ('a', 'one');");
  CHECK(pages(folder, "a.db") == Texts{"a.db#t/1 one", "a.db#t/2 two"});
}

TEST_CASE("nothing is written beside a database, not even of one in WAL mode") {
  const TemporaryFolder folder;
  make(folder / "a.db", std::string("PRAGMA journal_mode = WAL;") + kTwoTables);
  CHECK(pages(folder, "a.db").size() == 4);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) files += entry.exists();
  CHECK(files == 1);
}

TEST_CASE("a view that would reach out of the file is none") {
  const TemporaryFolder folder;
  make(folder / "a.db",
       "CREATE TABLE t(text TEXT); INSERT INTO t VALUES('x');"
       "CREATE VIEW a AS SELECT load_extension('x') AS text;");
  CHECK(pages(folder, "a.db") == Texts{"a.db#t/1 x"});
}

TEST_CASE("a view without end costs itself") {
  const TemporaryFolder folder;
  make(folder / "a.db",
       "CREATE VIEW a AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
       "SELECT 'x' AS text FROM c WHERE x < 3 OR x < 0;"
       "CREATE TABLE z(text TEXT); INSERT INTO z VALUES('z');");
  thresh::base::Limits limits;
  limits.match_steps = 100'000;
  const Texts all = all_of(*Reader::open(system_disk(), folder / "a.db", limits).value());
  REQUIRE(all.size() == 4);
  CHECK(all[1].ends_with("a.db#a/2 x"));
  CHECK(all[2].ends_with("a.db#a/3: bad_row: the rest of the table cannot be read: a row takes too many steps"));
  CHECK(all[3].ends_with("a.db#z/1 z"));
}

TEST_CASE("a damaged database is an error, wherever it is damaged") {
  const TemporaryFolder folder;
  std::string sql = "CREATE TABLE t(text TEXT);";
  for (int i = 0; i < 200; ++i) sql += "INSERT INTO t VALUES('" + std::string(200, 'x') + "');";
  make(folder / "a.db", sql);
  const std::string sound = folder.get("a.db");
  for (std::size_t at = 100; at < sound.size(); at += 511) {
    std::string file = sound;
    for (std::size_t i = at; i < std::min(at + 16, file.size()); ++i) file[i] = '\xFF';
    folder.put("b.db", file);
    CHECK(pages(folder, "b.db").size() < 500);
  }
  folder.put("cut.db", sound.substr(0, sound.size() / 2));
  CHECK_FALSE(pages(folder, "cut.db").empty());
}
