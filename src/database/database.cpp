// The one adapter of SQLite. See database.h.
#include "database/database.h"

#include <sqlite3.h>

#include <utility>

namespace thresh::database {
namespace {

using base::ErrorCode;

constexpr int kBusyMilliseconds = 5000;

// What SQLite's code means to us. Extended codes: the low byte is the kind.
ErrorCode code_of(int extended) {
  switch (extended) {
    case SQLITE_IOERR_READ:
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
      return ErrorCode::kUnreadable;
    default:
      break;
  }
  switch (extended & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return ErrorCode::kWriteFailed;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kLocked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::kUnreadable;
    default:
      return ErrorCode::kInternal;
  }
}

std::string hint_of(int extended) {
  switch (extended & 0xFF) {
    case SQLITE_FULL:
      return "make room on the disk and run it again: nothing is lost";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "move the file away, and the next run makes it again from the archive";
    default:
      return {};
  }
}

// What an error says of the file.
struct Named {
  std::string path, what;
};

std::unexpected<base::Error> failed(sqlite3* database, int code, const Named& file) {
  const int extended = database != nullptr ? sqlite3_extended_errcode(database) : code;
  base::Error error{code_of(extended), file.what + ": " + sqlite3_errstr(extended)};
  error.place.file = file.path;
  error.hint = hint_of(extended);
  return std::unexpected(std::move(error));
}

}  // namespace

struct Database::Handle {
  sqlite3* database = nullptr;
  Named file;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { sqlite3_close_v2(database); }  // waits for the statements that are left
};

struct Statement::Handle {
  sqlite3_stmt* statement = nullptr;
  std::shared_ptr<Database::Handle> owner;
  int bound = SQLITE_OK;  // the first error of a bind

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { sqlite3_finalize(statement); }
};

Statement& Statement::bind(int parameter, std::nullptr_t) {
  const int code = sqlite3_bind_null(handle_->statement, parameter);
  if (handle_->bound == SQLITE_OK) handle_->bound = code;
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  const int code = sqlite3_bind_double(handle_->statement, parameter, value);
  if (handle_->bound == SQLITE_OK) handle_->bound = code;
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  const int code = sqlite3_bind_int64(handle_->statement, parameter, value);
  if (handle_->bound == SQLITE_OK) handle_->bound = code;
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
  const int code = sqlite3_bind_text64(handle_->statement, parameter, value.data() == nullptr ? "" : value.data(),
                                       value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (handle_->bound == SQLITE_OK) handle_->bound = code;
  return *this;
}

base::Result<bool> Statement::step() {
  Database::Handle& owner = *handle_->owner;
  const int bound = std::exchange(handle_->bound, SQLITE_OK);
  if (bound != SQLITE_OK) return failed(nullptr, bound, owner.file);
  const int code = sqlite3_step(handle_->statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(handle_->statement);
    return false;
  }
  auto error = failed(owner.database, code, owner.file);
  sqlite3_reset(handle_->statement);
  return error;
}

base::Result<void> Statement::run() {
  auto row = step();
  if (!row) return std::unexpected(std::move(row.error()));
  if (*row) sqlite3_reset(handle_->statement);
  return {};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_->statement, column); }

std::string_view Statement::text(int column) const {
  const unsigned char* text = sqlite3_column_text(handle_->statement, column);
  if (text == nullptr) return {};
  const int size = sqlite3_column_bytes(handle_->statement, column);
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
}

base::Result<Database> Database::open(const std::string& path, Settings settings) {
  auto handle = std::make_shared<Handle>();
  handle->file = {path, std::move(settings.what)};
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_FULLMUTEX |
                    (settings.create ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &handle->database, flags, nullptr);
  if (code != SQLITE_OK) return failed(handle->database, code, handle->file);
  sqlite3_busy_timeout(handle->database, kBusyMilliseconds);
  Database database(std::move(handle));
  // A file from elsewhere is not trusted: no function of its schema runs. A damaged page is found when it is read.
  constexpr std::string_view kLives =
      "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
      "PRAGMA foreign_keys=ON;";
  // Keys that point nowhere are not looked for: who writes the rows knows that there are none.
  constexpr std::string_view kOneGo =
      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;";
  const std::string cache = "PRAGMA cache_size=-" + std::to_string(settings.cache * 1024);
  auto ready = database.execute(std::string(settings.one_go ? kOneGo : kLives) + cache);
  if (!ready) return std::unexpected(std::move(ready.error()));
  return database;
}

base::Result<Statement> Database::prepare(std::string_view sql) {
  Statement statement;
  statement.handle_ = std::make_shared<Statement::Handle>();
  statement.handle_->owner = handle_;
  const int code = sqlite3_prepare_v2(handle_->database, sql.data(), static_cast<int>(sql.size()),
                                      &statement.handle_->statement, nullptr);
  if (code != SQLITE_OK) return failed(handle_->database, code, handle_->file);
  return statement;
}

base::Result<void> Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_->database, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failed(handle_->database, code, handle_->file);
  return {};
}

base::Result<std::int64_t> Database::number(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return std::unexpected(std::move(statement.error()));
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  return *row ? statement->integer(0) : 0;
}

base::Result<void> Database::transaction(const std::function<base::Result<void>()>& work) {
  auto begun = execute("BEGIN IMMEDIATE");
  if (!begun) return begun;
  auto done = work();
  if (done) done = execute("COMMIT");
  // After some errors (a full disk) SQLite has rolled back by itself.
  if (!done && sqlite3_get_autocommit(handle_->database) == 0) (void)execute("ROLLBACK");
  return done;
}

base::Result<void> Database::sync() {
  const int code = sqlite3_wal_checkpoint_v2(handle_->database, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return failed(handle_->database, code, handle_->file);
  return {};
}

base::Result<void> Database::check() {
  auto statement = prepare("PRAGMA quick_check(1)");
  if (!statement) return std::unexpected(std::move(statement.error()));
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  if (*row && statement->text(0) == "ok") return {};
  return failed(nullptr, SQLITE_CORRUPT, handle_->file);
}

}  // namespace thresh::database
