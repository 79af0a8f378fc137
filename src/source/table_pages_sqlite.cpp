// See table_pages.h.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <climits>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "source/row_page.h"
#include "source/row_reader.h"
#include "source/table_pages.h"

namespace thresh::source {
namespace {

using base::ErrorCode;

constexpr int kStepsAtOnce = 10'000;

struct Close {
  void operator()(sqlite3* database) const { ::sqlite3_close_v2(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

// The path as SQLite takes it in an address (https://www.sqlite.org/uri.html, section 3.1).
std::string address_of(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string address = "file:";
  if (path.starts_with("//")) address += "//";  // else it would be a host
  for (const char c : path) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool plain = base::is_ascii_alphanumeric(c) || c == '/' || c == '.' || c == '_' || c == '-';
    address += plain ? std::string(1, c) : std::string{'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return address + "?mode=ro&immutable=1";
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

std::string_view column_text(sqlite3_stmt* statement, int column) {
  const void* bytes = ::sqlite3_column_blob(statement, column);
  const int size = ::sqlite3_column_bytes(statement, column);
  return bytes == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

class TablePages final : public RowReader {
 public:
  TablePages(const std::string& file, std::optional<std::uint64_t> only, const base::Limits& limits,
             const NamedKeys& keys)
      : RowReader(file, only, limits, false), keys_(keys) {}

  // Opens the file and lists its tables. `table`: one of them, or empty.
  base::Result<void> open(const std::string& table) {
    sqlite3* opened = nullptr;
    const int answer = ::sqlite3_open_v2(address_of(file()).c_str(), &opened,
                                         SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    if (answer != SQLITE_OK) return failed();
    ::sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    ::sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    ::sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    const auto longest = static_cast<int>(std::min<std::size_t>(limits().input_bytes, INT_MAX / 2));
    ::sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, longest);
    ::sqlite3_progress_handler(opened, kStepsAtOnce, &TablePages::count_steps, this);
    return list_tables(table);
  }

 private:
  // A row may cost ten times what selectors may on a page: a view that sorts a large table does so for its first one.
  std::uint64_t most_steps() const { return limits().match_steps * 10 / kStepsAtOnce; }

  static int count_steps(void* self) {
    TablePages& pages = *static_cast<TablePages*>(self);
    return ++pages.steps_ > pages.most_steps() ? 1 : 0;
  }

  base::Result<void> list_tables(const std::string& table) {
    const auto listed = prepare(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND coalesce(sql, '') NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid");
    if (listed == nullptr) return failed();
    std::vector<std::string> all;
    int answer = 0;
    while ((answer = ::sqlite3_step(listed.get())) == SQLITE_ROW) all.emplace_back(column_text(listed.get(), 0));
    if (answer != SQLITE_DONE) return failed();
    const auto same = [&](const std::string& name) { return ::sqlite3_stricmp(name.c_str(), table.c_str()) == 0; };
    for (const std::string& name : all) {
      if (table.empty() ? has_pages(name) : same(name)) tables_.push_back(name);
    }
    if (!tables_.empty()) return {};
    std::string names;
    for (const std::string& name : all) names += (names.empty() ? "" : ", ") + name;
    return base::path_failure(ErrorCode::kUnreadable,
                              table.empty() ? "no table of this database has a column that is known to hold HTML or "
                                              "text; name it with --html-key or --text-key"
                                            : "the database has no table `" + table + "`; it has " + names,
                              file());
  }

  // Whether one of the table's columns is known as that of a page.
  bool has_pages(const std::string& table) {
    const auto rows = prepare("SELECT * FROM " + quoted(table) + " LIMIT 0");
    for (int i = 0; rows != nullptr && i < ::sqlite3_column_count(rows.get()); ++i) {
      const char* name = ::sqlite3_column_name(rows.get(), i);
      if (name != nullptr && keys_.is_page_column(name)) return true;
    }
    return false;
  }

  Statement prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    steps_ = 0;
    ::sqlite3_prepare_v2(database_.get(), sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, nullptr);
    return Statement(statement);
  }

  base::Result<bool> read_row(RowPage& values) override {
    for (;;) {
      if (rows_ == nullptr) {
        if (at_ == tables_.size()) return false;
        if (auto begun = begin_table(); !begun) return std::unexpected(std::move(begun.error()));
      }
      steps_ = 0;
      const int answer = ::sqlite3_step(rows_.get());
      if (answer == SQLITE_DONE) {
        rows_.reset();
        ++at_;
        continue;
      }
      if (answer != SQLITE_ROW) return lose_table();
      number_ = by_rowid_ ? static_cast<std::uint64_t>(::sqlite3_column_int64(rows_.get(), 0)) : number_ + 1;
      if (wanted()) offer_columns(values);
      return true;
    }
  }

  // Rows in the order of their ids, where the table has some, else as they come.
  base::Result<void> begin_table() {
    const std::string name = quoted(tables_[at_]);
    number_ = 0;
    rows_ = prepare("SELECT rowid, * FROM " + name + " ORDER BY rowid");
    by_rowid_ = rows_ != nullptr && is_rowid();
    if (!by_rowid_) rows_ = prepare("SELECT NULL, * FROM " + name);
    if (rows_ == nullptr) {
      auto error = lose_table();
      return std::unexpected(std::move(error.error()));
    }
    roles_.clear();
    for (int i = 1; i < ::sqlite3_column_count(rows_.get()); ++i) {
      const char* column = ::sqlite3_column_name(rows_.get(), i);
      roles_.push_back(keys_.find_column(column == nullptr ? "" : column));
    }
    return {};
  }

  // Of a view, `rowid` is a column that it has, or NULL; only the ids of a table tell where a row is.
  bool is_rowid() {
    const auto kind = prepare("SELECT type FROM sqlite_schema WHERE name = ?");
    if (kind == nullptr) return false;
    const std::string& name = tables_[at_];
    ::sqlite3_bind_text(kind.get(), 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
    return ::sqlite3_step(kind.get()) == SQLITE_ROW && column_text(kind.get(), 0) == "table";
  }

  void offer_columns(RowPage& values) {
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      const int column = static_cast<int>(i) + 1;
      if (::sqlite3_column_type(rows_.get(), column) == SQLITE_NULL) continue;
      values.offer(roles_[i], {column_value(column)}, keys_.takes_any_html());
    }
  }

  // Numbers are converted where they lie, and stay there until the next row.
  std::string_view column_value(int column) {
    const int type = ::sqlite3_column_type(rows_.get(), column);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) ::sqlite3_column_text(rows_.get(), column);
    return column_text(rows_.get(), column);
  }

  // A table that cannot be read to its end: the next one is.
  base::Result<bool> lose_table() {
    const bool endless = steps_ > most_steps();
    const std::string reason = endless ? "a row takes too many steps" : ::sqlite3_errmsg(database_.get());
    ++number_;
    auto error = bad_row("the rest of the table cannot be read: " + reason, 0, 0);
    rows_.reset();
    ++at_;
    return error;
  }

  std::unexpected<base::Error> failed() const {
    const char* reason = database_ == nullptr ? "no memory" : ::sqlite3_errmsg(database_.get());
    return base::path_failure(ErrorCode::kUnreadable, std::string("the database cannot be read: ") + reason, file());
  }

  std::string row_name() const override {
    return (at_ < tables_.size() ? tables_[at_] + '/' : std::string()) +
           std::to_string(static_cast<std::int64_t>(number_));
  }

  DumpKeys keys_;
  Database database_;
  std::vector<std::string> tables_;
  std::size_t at_ = 0;
  Statement rows_;
  std::vector<std::array<KeyRole, 4>> roles_;
  bool by_rowid_ = false;
  std::uint64_t steps_ = 0;  // times kStepsAtOnce, of the row that is being read
};

}  // namespace

base::Result<std::unique_ptr<Reader>> table_pages(const std::string& file, std::optional<std::string> only,
                                                  const std::string& table, const base::Limits& limits,
                                                  const NamedKeys& keys) {
  std::string from = table;
  std::optional<std::uint64_t> number;
  if (only) {
    const std::size_t slash = only->rfind('/');
    number = slash == std::string::npos ? std::nullopt : row_number(std::string_view(*only).substr(slash + 1));
    if (!number) {
      return base::path_failure(ErrorCode::kNotFound, "a row of a database is named TABLE/NUMBER", file + '#' + *only);
    }
    from = only->substr(0, slash);
  }
  auto pages = std::make_unique<TablePages>(file, number, limits, keys);
  if (auto opened = pages->open(from); !opened) return std::unexpected(std::move(opened.error()));
  return pages;
}

}  // namespace thresh::source
