// SQLite, as little of it as we need: a database, statements, errors as ours.
//
// The adapter is database.cpp. Two uses, which differ in what a crash may cost:
//
// - A memory that lives on (the state of a dataset): write-ahead log, so that a reader never waits and a kill -9 loses
//   nothing that was committed. `synchronous=NORMAL`: the log is not synced at each commit, so that what a power
//   failure can lose is the last commits, never the database; a run asks again for the pages that it forgot, and what
//   was published is known by its own files. `sync` makes what is committed safe from power failures too; a run calls
//   it once, at its end.
// - A file that is made in one go (an output): nobody else reads it before it is whole, and one that is not is thrown
//   away, so there is no journal and nothing is synced.
//
// Tested by tests/database/database_test.cpp and tests/dataset/state_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace thresh::database {

// A statement that was prepared once and is run again and again. Columns count from 0, parameters from 1. Errors are
// kept by the database: they come out where a row is asked for.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;
  ~Statement() = default;

  Statement& bind(int parameter, std::nullptr_t);
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view value);  // the text is copied

  // Whether there is another row. After false the statement can be bound and run again.
  base::Result<bool> step();
  // For a statement without rows.
  base::Result<void> run();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  // until the next step

 private:
  friend class Database;
  struct Handle;
  std::shared_ptr<Handle> handle_;
};

struct Settings {
  std::string what;        // that the file is, as errors call it: "the state of the dataset"
  bool create = false;     // where it is not there
  bool one_go = false;     // the second use above
  std::size_t cache = 16;  // MiB of memory for its pages, at most
};

class Database {
 public:
  // Opens a file that is there; `create` also makes one. Errors: kUnreadable where it is no database or is damaged,
  // kWriteFailed where the folder cannot be written.
  static base::Result<Database> open(const std::string& path, Settings settings);

  Database(Database&&) noexcept = default;
  Database& operator=(Database&&) noexcept = default;
  ~Database() = default;

  base::Result<Statement> prepare(std::string_view sql);
  base::Result<void> execute(const std::string& sql);  // several statements, no rows
  base::Result<std::int64_t> number(std::string_view sql);
  // All of `work` or nothing of it.
  base::Result<void> transaction(const std::function<base::Result<void>()>& work);
  // What is committed survives a power failure.
  base::Result<void> sync();
  // Looks at every page of the file. Errors: kUnreadable.
  base::Result<void> check();

 private:
  friend class Statement;
  struct Handle;
  explicit Database(std::shared_ptr<Handle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<Handle> handle_;
};

}  // namespace thresh::database
