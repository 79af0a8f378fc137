// Records as a database: what stands where, what SQL finds, and what is left behind.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "base/temporary_folder.h"
#include "database/database.h"
#include "emit/memory_output.h"
#include "emit/records.h"
#include "emit/shaped.h"
#include "emit/sqlite_tables.h"

namespace thresh::emit {
namespace {

using database::Database;
using record::List;
using record::Map;
using record::Value;
using tests::TemporaryFolder;

// The records as a database that can be asked.
class Asked {
 public:
  explicit Asked(const List& records) {
    folder_.put("a.sqlite", emitted("sqlite", records));
    auto opened = Database::open(folder_ / "a.sqlite", {.what = "the output"});
    if (!opened) FAIL(base::describe(opened.error()));
    database_.emplace(*std::move(opened));
  }

  // The first column of all rows, each with a '|' behind.
  std::string operator()(const std::string& sql) {
    auto statement = database_->prepare(sql);
    if (!statement) FAIL(base::describe(statement.error()));
    std::string out;
    while (true) {
      const auto row = statement->step();
      if (!row) FAIL(base::describe(row.error()));
      if (!*row) return out;
      out.append(statement->text(0)) += '|';
    }
  }

 private:
  TemporaryFolder folder_;
  std::optional<Database> database_;
};

TEST_CASE("a record is a row, its answers are rows of theirs") {
  Asked ask({question_record()});
  CHECK(ask("SELECT id FROM records") == "qa-0123456789abc|");
  CHECK(ask("SELECT title FROM records") == "Does it fade?|");
  CHECK(ask("SELECT questions.body FROM questions JOIN records USING (record) WHERE kind = 'qa'") == "I wonder.|");
  CHECK(ask("SELECT position FROM answers WHERE record = 1 ORDER BY position") == "1|2|");
  CHECK(ask("SELECT author_name FROM answers WHERE author_location_country = 'CA'") == "Ada B. Example|");
  CHECK(ask("SELECT value FROM answers, json_each(author_credentials) WHERE position = 1") == "MD|FAAD|");
  CHECK(ask("SELECT author_rating_value FROM answers WHERE votes < 0") == "4.9|");
  CHECK(ask("SELECT position FROM answers WHERE author_name IS NULL AND votes IS NULL") == "2|");
}

TEST_CASE("words are found by full-text search, whatever their case and accents") {
  Map other = question_record();
  other.set("title", "Caf\xC3\xA9 au lait spots");
  other.set("answers", List());
  Asked ask({question_record(), other});
  const std::string found = "SELECT id || record FROM words JOIN records ON record = words.rowid WHERE words MATCH ";
  CHECK(ask(found + "'cafe'") == "qa-0123456789abc2|");
  CHECK(ask(found + "'give it a week'") == "qa-0123456789abc1|");
  CHECK(ask(found + "'title:spots'") == "qa-0123456789abc2|");
  // The shorter text is about it more.
  CHECK(ask(found + "'wonder' ORDER BY rank") == "qa-0123456789abc2|qa-0123456789abc1|");
  CHECK(ask(found + "'nowhere'").empty());
}

TEST_CASE("the fields of a custom record are columns as they come; what is deeper is JSON") {
  Asked ask(
      {custom_record(map_of({{"price", 4.5}, {"sizes", List{"S", 2}}, {"by", map_of({{"name", "Jo"}})}})),
       custom_record(map_of({{"colour \"x\"", "red"}, {"price", 5}, {"PRICE", "other"}, {"record", true}, {"", 1}}))});
  CHECK(ask("SELECT price FROM custom ORDER BY record") == "4.5|5|");
  CHECK(ask("SELECT by ->> '$.name' FROM custom WHERE record = 1") == "Jo|");
  CHECK(ask("SELECT sizes FROM custom WHERE record = 1") == "[\"S\",2]|");
  CHECK(ask("SELECT \"colour \"\"x\"\"\" FROM custom WHERE record = 2") == "red|");
  CHECK(ask("SELECT more FROM custom WHERE record = 2") == "{\"PRICE\":\"other\",\"record\":true,\"\":1}|");
  CHECK(ask("SELECT count(*) FROM custom WHERE more IS NULL") == "1|");
}

TEST_CASE("more fields than a table can have columns are kept all the same") {
  Map fields;
  for (int i = 0; i < 3000; ++i) fields.add("field_" + std::to_string(i), i);
  fields.add(std::string(5000, 'x'), "long");
  Asked ask({custom_record(std::move(fields))});
  CHECK(ask("SELECT count(*) FROM pragma_table_info('custom')") == "502|");
  CHECK(ask("SELECT count(*) FROM custom, json_each(more)") == "2501|");
  CHECK(ask("SELECT field_499 FROM custom") == "499|");
  CHECK(ask("SELECT more ->> '$.field_2999' FROM custom") == "2999|");
}

TEST_CASE("keys hold, the file is sound and says what it is") {
  ShapedRecords shaped([](std::mt19937_64&) { return std::string("some words"); });
  List records;
  for (int i = 0; i < 20; ++i) {
    for (const record::Kind& kind : record::kinds()) records.emplace_back(shaped.record(kind));
  }
  Asked ask(records);
  CHECK(ask("SELECT count(*) FROM pragma_foreign_key_check") == "0|");
  CHECK(ask("SELECT count(*) FROM answers WHERE reply_to IS NOT NULL") != "0|");
  CHECK(ask("PRAGMA integrity_check") == "ok|");
  CHECK(ask("PRAGMA user_version") == "1|");
  CHECK(ask("SELECT value FROM meta WHERE key = 'record_schema'") == "1|");
  CHECK(ask("PRAGMA journal_mode") != "off|");  // the next one who writes to it is safe
}

TEST_CASE("an answer to a post that is not there answers nothing") {
  Map record = question_record();
  for (Value& answer : *record.find("answers")->as_list()) answer.as_map()->set("reply_to", 7);
  Asked ask({record});
  CHECK(ask("SELECT count(*) FROM pragma_foreign_key_check") == "0|");
  CHECK(ask("SELECT count(*) FROM answers WHERE reply_to IS NULL") == "2|");
}

TEST_CASE("the same records are the same bytes, none are a database too") {
  const List records = {question_record(), custom_record(map_of({{"a", 1}}))};
  CHECK(emitted("sqlite", records) == emitted("sqlite", records));
  Asked ask(List{});
  CHECK(ask("SELECT count(*) FROM records") == "0|");
}

TEST_CASE("no two columns of a table have one name, and every shape has its place") {
  std::set<std::string> tables;
  for (const SqlTable& table : sql_tables()) {
    CHECK(tables.insert(table.name).second);
    std::set<std::string> columns{"record", "position"};
    for (const SqlColumn& column : table.columns) {
      INFO(table.name << '.' << column.name);
      CHECK(columns.insert(column.name).second);
    }
  }
  for (const char* name : {"records", "questions", "answers", "posts", "comments", "images", "reviews", "specialties",
                           "places", "absent", "warnings", "removed"}) {
    CHECK(tables.contains(name));
  }
}

TEST_CASE("fields of one name are of one type in all kinds") {
  std::map<std::string_view, const record::Field*> seen;
  for (const record::Kind& kind : record::kinds()) {
    for (const record::Field& field : kind.shape->fields) {
      const auto [before, fresh] = seen.emplace(field.name, &field);
      if (fresh) continue;
      INFO(kind.name << '.' << field.name);
      CHECK(before->second->shape == field.shape);
      CHECK(before->second->list == field.list);
      CHECK(record::is_text(before->second->type) == record::is_text(field.type));
    }
  }
}

TEST_CASE("a disk that is full is an error, and a folder that is not there") {
  MemoryOutput full(5000);
  auto emitter = find_format("sqlite")->make(full, {});
  REQUIRE(emitter->write(question_record()));
  const auto finished = emitter->finish();
  REQUIRE_FALSE(finished.has_value());
  CHECK(finished.error().code == base::ErrorCode::kWriteFailed);

  MemoryOutput output;
  emitter = find_format("sqlite")->make(output, {.scratch = "/nowhere/at/all"});
  CHECK(emitter->write(question_record()).error().code == base::ErrorCode::kWriteFailed);
}

TEST_CASE("nothing is left in the folder where it works") {
  const TemporaryFolder folder;
  MemoryOutput output;
  auto emitter = find_format("sqlite")->make(output, {.scratch = folder.path()});
  REQUIRE(emitter->write(question_record()));
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(emitter->held() > 10000);
  REQUIRE(emitter->finish());
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(output.text.starts_with("SQLite format 3"));
}

}  // namespace
}  // namespace thresh::emit
