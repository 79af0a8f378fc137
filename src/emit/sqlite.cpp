// SQLite: one database, a table a level (sqlite_tables.h), for who asks in SQL.
//
// - `records`, and a table for each list of objects; their key `record` counts the records from 1 in their order, since
//   an id may come twice.
// - `custom`: the fields of records of that kind. A column a field, added when the field is first met; lists and
//   objects are JSON text. What cannot be a column (a name that differs from another one in letter case alone, a very
//   long one, the 501st) stands in `more`, as JSON.
// - `words`: title and text of each record (reading.h) for full-text search (FTS5). Its rowid is `record`. It holds the
//   index and not the words, which stand in the other tables ("contentless").
// - `meta`: the version of this layout, as in `PRAGMA user_version`, and that of the records.
//
// SQLite writes at any place of a file, an Output only at its end. So the database is made in a file of passing use
// (base/scratch_file.h), in one transaction and without a journal, and handed on when it is whole; memory does not grow
// with it. The same records give the same bytes, from the same version of SQLite.
//
// Tested by tests/emit/sqlite_test.cpp and tests/emit/sqlite_test.py.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/scratch_file.h"
#include "base/utf8.h"
#include "database/database.h"
#include "emit/json_writer.h"
#include "emit/makers.h"
#include "emit/reading.h"
#include "emit/sqlite_tables.h"
#include "record/schema.h"

namespace thresh::emit {
namespace {

using base::Result;
using database::Database;
using database::Statement;
using record::List;
using record::Map;
using record::Value;

constexpr int kLayoutVersion = 1;          // of the tables; goes up when a query could misread the new ones
constexpr int kApplication = 0x74687265;   // "thre", as `file` shows it
constexpr std::size_t kMostColumns = 500;  // of fields of `custom`; SQLite takes 2,000
constexpr std::size_t kLongestName = 200;  // bytes of a column's name
constexpr std::size_t kCache = 16;         // MiB, for all files that are written at the same time

struct TableWriter {
  SqlTable table;
  Statement insert;
};

// The columns of `custom`, which grow.
class CustomTable {
 public:
  Result<void> create(Database& database) {
    database_ = &database;
    auto made = database.execute(
        "CREATE TABLE \"custom\"(\n  \"record\" INTEGER PRIMARY KEY REFERENCES \"records\"(\"record\"),\n"
        "  \"more\" TEXT\n)");
    return made ? prepare() : made;
  }

  // `bind(statement, parameter, value)` puts a value into its column.
  template <class Bind>
  Result<void> write(std::int64_t number, const Map& fields, Bind bind) {
    for (const auto& [key, value] : fields.entries()) {
      if (auto added = add_column(key); !added) return added;
    }
    if (grown_) {
      if (auto ready = prepare(); !ready) return ready;
    }
    std::vector<const Value*> row(columns_.size());
    Map more;
    for (const auto& [key, value] : fields.entries()) {
      const auto column = columns_.find(key);
      if (column != columns_.end())
        row[column->second] = &value;
      else
        more.set(key, value);
    }
    insert_.bind(1, number);
    bind(insert_, 2, more.empty() ? Value() : Value(std::move(more)));
    for (std::size_t i = 0; i < row.size(); ++i) bind(insert_, static_cast<int>(i) + 3, row[i] ? *row[i] : Value());
    return insert_.run();
  }

 private:
  Result<void> add_column(const std::string& key) {
    if (columns_.contains(key) || columns_.size() == kMostColumns) return {};
    const bool fits =
        !key.empty() && key.size() <= kLongestName && key.find('\0') == std::string::npos && base::is_utf8(key);
    std::string folded(key);
    std::ranges::transform(folded, folded.begin(), base::ascii_lower);  // as SQLite compares names
    if (!fits || taken_.contains(folded)) return {};
    taken_.emplace(std::move(folded), true);
    columns_.emplace(key, columns_.size());
    grown_ = true;
    return database_->execute("ALTER TABLE \"custom\" ADD COLUMN " + sql_name(key));
  }

  Result<void> prepare() {
    std::string sql = "INSERT INTO \"custom\" VALUES(?,?";
    for (std::size_t i = 0; i < columns_.size(); ++i) sql += ",?";
    auto statement = database_->prepare(sql + ')');
    if (!statement) return std::unexpected(std::move(statement.error()));
    insert_ = *std::move(statement);
    grown_ = false;
    return {};
  }

  Database* database_ = nullptr;
  std::map<std::string, std::size_t> columns_;  // by field, in the order of their coming
  std::map<std::string, bool> taken_{{"record", true}, {"more", true}};
  Statement insert_;
  bool grown_ = false;
};

class SqliteEmitter : public Emitter {
 public:
  SqliteEmitter(base::Output& output, const EmitOptions& options)
      : output_(output),
        folder_(options.scratch),
        cache_(std::max<std::size_t>(kCache / std::max<std::size_t>(options.files, 1), 1)) {}

  Result<void> write(const Map& record) override {
    if (auto ready = begin(); !ready) return ready;
    ++number_;
    for (TableWriter& writer : tables_) {
      if (auto written = write_rows(writer, record); !written) return written;
    }
    if (const Map* fields = value_at(record, "/fields").as_map()) {
      const auto put = [this](Statement& statement, int parameter, const Value& value) {
        bind(statement, parameter, value);
      };
      if (auto written = custom_.write(number_, *fields, put); !written) return written;
    }
    const Value text = reading_text(record);
    words_.bind(1, number_);
    bind(words_, 2, reading_title(record));
    bind(words_, 3, text);
    return words_.run();
  }

  Result<void> finish() override {
    if (auto ready = begin(); !ready) return ready;
    if (auto done = database_->execute("COMMIT"); !done) return done;
    // Closes the database, which its statements keep open.
    tables_.clear();
    words_ = Statement();
    custom_ = CustomTable();
    database_.reset();
    return file_->read([this](std::string_view bytes) { return output_.write(bytes); });
  }

  std::uint64_t held() override {
    if (!database_) return 0;
    const auto pages = database_->number("PRAGMA page_count"), size = database_->number("PRAGMA page_size");
    return pages && size ? static_cast<std::uint64_t>(*pages * *size) : 0;
  }

 private:
  Result<void> begin() {
    if (database_) return {};
    auto file = base::ScratchFile::create(folder_);
    if (!file) return std::unexpected(std::move(file.error()));
    file_.emplace(*std::move(file));
    auto database =
        Database::open(file_->path(), {.what = "the SQLite database", .create = true, .one_go = true, .cache = cache_});
    if (!database) return std::unexpected(std::move(database.error()));
    database_.emplace(*std::move(database));
    if (auto made = create_tables(); !made) return made;
    file_->hide();  // SQLite has it open, and in one go it opens no other
    return {};
  }

  Result<void> create_tables() {
    std::string sql = "PRAGMA application_id=" + std::to_string(kApplication) +
                      "; PRAGMA user_version=" + std::to_string(kLayoutVersion) + "; BEGIN;\n";
    std::vector<SqlTable> tables = sql_tables();
    for (const SqlTable& table : tables) sql += create_sql(table) + ";\n";
    sql +=
        "CREATE TABLE \"meta\"(\"key\" TEXT PRIMARY KEY, \"value\") WITHOUT ROWID;\n"
        "CREATE INDEX \"records_id\" ON \"records\"(\"id\");\n"
        "CREATE VIRTUAL TABLE \"words\" USING fts5(\"title\", \"text\", content='', "
        "tokenize='unicode61 remove_diacritics 2');\n"
        "INSERT INTO \"meta\" VALUES('layout', " +
        std::to_string(kLayoutVersion) + "), ('record_schema', " + std::to_string(record::kSchemaVersion) + ");";
    if (auto made = database_->execute(sql); !made) return made;
    if (auto made = custom_.create(*database_); !made) return made;
    for (SqlTable& table : tables) {
      auto insert = database_->prepare(insert_sql(table));
      if (!insert) return std::unexpected(std::move(insert.error()));
      tables_.push_back({std::move(table), *std::move(insert)});
    }
    auto words = database_->prepare("INSERT INTO \"words\"(\"rowid\", \"title\", \"text\") VALUES(?,?,?)");
    if (!words) return std::unexpected(std::move(words.error()));
    words_ = *std::move(words);
    return {};
  }

  Result<void> write_rows(TableWriter& writer, const Map& record) {
    if (writer.table.key.empty()) return write_row(writer, record, 0, 0);
    const Value* value = record.find(writer.table.key);
    if (value == nullptr) return {};
    if (const Map* map = value->as_map(); map != nullptr && !writer.table.list) return write_row(writer, *map, 0, 0);
    const List* list = writer.table.list ? value->as_list() : nullptr;
    if (list == nullptr) return {};
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Map* const item = (*list)[i].as_map();
      if (item == nullptr) continue;
      if (auto written = write_row(writer, *item, i + 1, list->size()); !written) return written;
    }
    return {};
  }

  // `position` and the `size` of the list, both 0 for what is in none.
  Result<void> write_row(TableWriter& writer, const Map& map, std::size_t position, std::size_t size) {
    int parameter = 1;
    writer.insert.bind(parameter++, number_);
    if (position > 0) writer.insert.bind(parameter++, static_cast<std::int64_t>(position));
    for (const SqlColumn& column : writer.table.columns) {
      const Value& value = value_of(map, column);
      const std::int64_t* const reply = column.name == "reply_to" ? value.as_integer() : nullptr;
      const bool nowhere = reply != nullptr && position > 0 && (*reply < 1 || *reply > static_cast<std::int64_t>(size));
      bind(writer.insert, parameter++, nowhere ? kNothing : value);  // a key that points nowhere would be wrong
    }
    return writer.insert.run();
  }

  const Value& value_of(const Map& map, const SqlColumn& column) const {
    const Map* at = &map;
    for (std::size_t i = 0;; ++i) {
      const Value* found = at->find(column.keys[i]);
      if (found == nullptr) return kNothing;
      if (i + 1 == column.keys.size()) return *found;
      at = found->as_map();
      if (at == nullptr) return kNothing;
    }
  }

  void bind(Statement& statement, int parameter, const Value& value) {
    if (const std::string* text = value.as_text()) {
      statement.bind(parameter, base::is_utf8(*text) ? std::string_view(*text)
                                                     : std::string_view(mended_ = base::repaired(*text)));
    } else if (const std::int64_t* integer = value.as_integer()) {
      statement.bind(parameter, *integer);
    } else if (const bool* truth = value.as_bool()) {
      statement.bind(parameter, std::int64_t{*truth ? 1 : 0});
    } else if (const double* real = value.as_real(); real != nullptr && std::isfinite(*real)) {
      statement.bind(parameter, *real);
    } else if (value.as_list() != nullptr || value.as_map() != nullptr) {
      json_.clear();
      json_.write(value);
      statement.bind(parameter, json_.text());
    } else {
      statement.bind(parameter, nullptr);
    }
  }

  base::Output& output_;
  std::string folder_;
  std::size_t cache_;
  const Value kNothing{};
  std::optional<base::ScratchFile> file_;
  std::optional<Database> database_;
  std::vector<TableWriter> tables_;
  CustomTable custom_;
  Statement words_;
  JsonWriter json_{JsonWriter::Layout::kCompact};
  std::string mended_;
  std::int64_t number_ = 0;
};

}  // namespace

std::unique_ptr<Emitter> make_sqlite(base::Output& output, const EmitOptions& options) {
  return std::make_unique<SqliteEmitter>(output, options);
}

}  // namespace thresh::emit
