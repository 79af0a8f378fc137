// What a dataset remembers from one run to the next: its pages, its runs, the robots.txt of its hosts. One SQLite file.
//
// The file is never made anew in silence. One that is missing, damaged or of a newer program is an error, and who runs
// the dataset decides: a dataset without versions is new (`create`), another one is put together again from its archive
// (`remember`, `create`). A new file is made beside and renamed into place; the old one is kept as "….damaged".
// An empty file is damaged, not new: some file systems leave one after a power failure.
//
// Every operation is one transaction. The schema has a version (`PRAGMA user_version`), and an older one is migrated
// when it is opened. Only who holds the lock of the dataset (lock.h) opens it.
//
// Tested by tests/dataset/state_test.cpp; `./dev bench state` measures it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "database/database.h"
#include "dataset/page.h"

namespace thresh::dataset {

// One run. Times as in Page.
struct Run {
  std::int64_t id = 0;
  std::int64_t started = 0;
  std::int64_t finished = 0;  // 0: it did not come to its end
  std::string outcome;        // "published", "held_back", "unchanged", "failed: …"
  std::string made_with;      // rules and program, as in Page
  std::int64_t version = 0;   // that it published; 0: none
  std::int64_t asked = 0;     // pages
  std::int64_t changed = 0;
  std::int64_t failed = 0;
  bool operator==(const Run&) const = default;
};

// What a host's robots.txt was. RFC 9309, section 2.4: used for 24 hours at most, which is for who reads it to see to.
struct RobotsText {
  std::string origin;  // "https://clinic.example"
  std::int64_t fetched = 0;
  std::int32_t status = 0;  // of HTTP; 0: no answer came
  std::string body;
  bool operator==(const RobotsText&) const = default;
};

class State {
 public:
  static constexpr int kVersion = 4;

  // Errors: kNotFound where there is no file, kUnreadable where it is damaged or newer than this program, kWriteFailed.
  static base::Result<State> open(const std::string& path);
  // A new file, with these pages in it. Errors: kWriteFailed.
  static base::Result<State> create(const std::string& path, std::span<const Page> pages = {});

  // All pages, sorted by address (bytewise).
  base::Result<std::vector<Page>> pages();
  base::Result<std::optional<Page>> page(std::string_view url);
  // Writes these pages, all or none, over what was known of them.
  base::Result<void> save(std::span<const Page> pages);

  // The id of the new run.
  base::Result<std::int64_t> begin_run(std::int64_t started, std::string_view made_with);
  base::Result<void> finish_run(const Run& run);
  // The latest runs, the last one first.
  base::Result<std::vector<Run>> runs(std::uint32_t most);

  base::Result<std::optional<RobotsText>> robots(std::string_view origin);
  base::Result<void> save_robots(const RobotsText& robots);

  // What is committed survives a power failure.
  base::Result<void> sync() { return database_.sync(); }
  // Looks at the whole file. Errors: kUnreadable.
  base::Result<void> check() { return database_.check(); }

 private:
  explicit State(database::Database database) : database_(std::move(database)) {}
  base::Result<void> migrate();

  database::Database database_;
};

// The pages as they were before the state was lost, as far as the archive knows them, sorted by address. Captures may
// come in any order; those of one page are taken by their time. Which records they gave is not known: they are
// converted again.
std::vector<Page> remember(std::span<const Capture> captures, const RefreshBounds& bounds);

}  // namespace thresh::dataset
