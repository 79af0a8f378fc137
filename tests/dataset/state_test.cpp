// The state file: what is written is read, all or nothing; what is damaged is refused and never emptied; a full disk.
#include "dataset/state.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/temporary_folder.h"
#include "dataset/pages.h"

namespace thresh::dataset {
namespace {

using base::ErrorCode;
using tests::some_page;
using tests::some_pages;
using tests::TemporaryFolder;

template <class T>
T value(base::Result<T> result) {
  if (!result) FAIL(base::describe(result.error()));
  return std::move(*result);
}

void ok(const base::Result<void>& result) {
  if (!result) FAIL(base::describe(result.error()));
}

TEST_CASE("Pages are remembered whole, sorted by address") {
  const TemporaryFolder folder;
  State state = value(State::create(folder / "state.sqlite"));
  CHECK(value(state.pages()).empty());
  ok(state.save(some_pages(3)));
  CHECK(value(state.pages()) == some_pages(3));
  CHECK(value(state.page(some_page(1).url)) == some_page(1));
  CHECK(!value(state.page("https://nowhere.example/")));
  Page changed = some_page(1);
  changed.gone = true;
  changed.records.clear();
  changed.visits.clear();
  ok(state.save(std::vector{changed}));
  CHECK(value(state.pages())[1] == changed);
  CHECK(value(state.pages()).size() == 3);
}

TEST_CASE("What was committed is there for the next program") {
  const TemporaryFolder folder;
  {
    State state = value(State::create(folder / "state.sqlite", some_pages(2)));
    ok(state.save(std::vector{some_page(7)}));
    ok(state.save_robots({"https://a.example", 5, 200, "User-agent: *\n"}));
  }
  State state = value(State::open(folder / "state.sqlite"));
  CHECK(value(state.pages()).size() == 3);
  CHECK(value(state.robots("https://a.example"))->body == "User-agent: *\n");
  CHECK(!value(state.robots("https://b.example")));
  ok(state.check());
}

TEST_CASE("Runs are kept, and one that did not end shows it") {
  const TemporaryFolder folder;
  State state = value(State::create(folder / "state.sqlite"));
  const auto first = value(state.begin_run(1000, "rules-1"));
  const auto second = value(state.begin_run(2000, "rules-2"));
  CHECK(second > first);
  const Run done{first, 1000, 1500, "published", "rules-1", 12, 100, 3, 1};
  ok(state.finish_run(done));
  const auto runs = value(state.runs(10));
  REQUIRE(runs.size() == 2);
  CHECK(runs[1] == done);
  CHECK(runs[0].finished == 0);
  CHECK(value(state.runs(1)).size() == 1);
}

TEST_CASE("A missing state is missing, and no file is made by asking") {
  const TemporaryFolder folder;
  const auto state = State::open(folder / "state.sqlite");
  REQUIRE(!state);
  CHECK(state.error().code == ErrorCode::kNotFound);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("A damaged state is refused with a hint, and stays as it is") {
  const TemporaryFolder folder;
  const std::string path = folder / "state.sqlite";
  value(State::create(path, some_pages(2000)));
  const std::string whole = folder.get("state.sqlite");
  std::string scribbled = whole, other = whole;
  for (std::size_t at = 4096; at + 64 < scribbled.size(); at += 4096) scribbled.replace(at, 64, 64, '\x5A');
  other.replace(68, 4, 4, '\0');  // application_id
  for (const std::string& bytes : {std::string(), std::string("not a database, but long enough to look like one"),
                                   whole.substr(0, 5000), scribbled, other}) {
    folder.put("state.sqlite", bytes);
    auto state = State::open(path);
    // Some damage shows where it is read.
    const auto pages = state ? state->pages() : base::Result<std::vector<Page>>(std::unexpected(state.error()));
    REQUIRE(!pages);
    CHECK(pages.error().code == ErrorCode::kUnreadable);
    CHECK(!pages.error().hint.empty());
    CHECK(folder.get("state.sqlite").size() == bytes.size());
  }
}

TEST_CASE("A state of a newer program is refused") {
  const TemporaryFolder folder;
  {
    value(State::create(folder / "state.sqlite"));
  }
  {
    auto database = value(database::Database::open(folder / "state.sqlite", {.what = "the state"}));
    ok(database.execute("PRAGMA user_version=99"));
  }
  const auto state = State::open(folder / "state.sqlite");
  REQUIRE(!state);
  CHECK(state.error().message.find("newer thresh") != std::string::npos);
}

TEST_CASE("A state of the second version goes on: what was left out is out, and the pages of a feed are its own") {
  const TemporaryFolder folder;
  Page in = some_page(1), out = some_page(2), unread = some_page(3), fed = some_page(4);
  for (Page* page : {&in, &out, &unread, &fed}) {
    page->part_of.clear();
    page->part = 0;
    page->last_listed = 2000;
  }
  fed.source = "feed https://a.example/a.rss";
  for (Page* page : {&out, &unread}) {
    page->records.clear();
    page->made_with.clear();
  }
  out.last_listed = 1000;
  {
    value(State::create(folder / "state.sqlite", std::vector{in, out, unread, fed}));
  }
  {
    auto database = value(database::Database::open(folder / "state.sqlite", {.what = "the state"}));
    ok(
        database.execute("ALTER TABLE pages DROP COLUMN feeds; ALTER TABLE pages DROP COLUMN vanished; "
                         "ALTER TABLE pages DROP COLUMN validators_of; PRAGMA user_version=2"));
  }
  State state = value(State::open(folder / "state.sqlite"));
  const auto pages = value(state.pages());
  REQUIRE(pages.size() == 4);
  CHECK(pages[0].feeds.empty());
  CHECK(!pages[0].vanished);
  CHECK(pages[1].vanished);
  CHECK(!pages[2].vanished);
  CHECK(pages[3].feeds == std::vector{fed.source});
  CHECK(pages[0].validators_of.empty());
}

TEST_CASE("A new state takes the place of a damaged one, which is kept; its log is not read") {
  const TemporaryFolder folder;
  const std::string path = folder / "state.sqlite";
  {
    value(State::create(path, some_pages(5)));
  }
  folder.put("state.sqlite", "damaged");
  folder.put("state.sqlite-wal", "an old log");
  State state = value(State::create(path, some_pages(2)));
  CHECK(value(state.pages()) == some_pages(2));
  CHECK(folder.get("state.sqlite.damaged") == "damaged");
  CHECK(folder.get("state.sqlite.damaged-wal") == "an old log");
}

TEST_CASE("A folder that cannot be written is an error of the output") {
  const auto state = State::create("/proc/nowhere/state.sqlite");
  REQUIRE(!state);
  CHECK(state.error().code == ErrorCode::kWriteFailed);
}

// The system refuses to let a file of this process grow, as it does on a full disk.
class NoRoom {
 public:
  explicit NoRoom(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~NoRoom() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  rlimit before_{};
};

TEST_CASE("On a full disk nothing of a transaction is there, and the state before it is") {
  const TemporaryFolder folder;
  State state = value(State::create(folder / "state.sqlite", some_pages(50)));
  {
    const NoRoom full(64 << 10);
    const auto saved = state.save(some_pages(20'000));
    REQUIRE(!saved);
    CHECK(saved.error().code == ErrorCode::kWriteFailed);
  }
  CHECK(value(state.pages()) == some_pages(50));
  ok(state.save(some_pages(60)));
  CHECK(value(state.pages()).size() == 60);
  ok(state.check());
}

TEST_CASE("On a full disk a new state is not made, and the old one stays") {
  const TemporaryFolder folder;
  {
    value(State::create(folder / "state.sqlite", some_pages(5)));
  }
  {
    const NoRoom full(64 << 10);
    const auto state = State::create(folder / "state.sqlite", some_pages(20'000));
    REQUIRE(!state);
    CHECK(state.error().code == ErrorCode::kWriteFailed);
  }
  CHECK(value(value(State::open(folder / "state.sqlite")).pages()).size() == 5);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    CHECK(entry.path().filename().string().find(".new") == std::string::npos);
  }
}

// faults.md: kill -9. Each transaction writes all pages with the same number; whenever the writer is killed, all pages
// that are there have the same one.
TEST_CASE("A writer that is killed leaves whole transactions") {
  const TemporaryFolder folder;
  const std::string path = folder / "state.sqlite";
  const auto numbered = [](std::uint32_t number) {
    auto pages = some_pages(20);
    for (Page& page : pages) page.failures = number;
    return pages;
  };
  value(State::create(path, numbered(0)));
  std::uint32_t most = 0;
  for (int round = 0; round < 20; ++round) {
    const pid_t writer = ::fork();
    REQUIRE(writer >= 0);
    if (writer == 0) {
      auto state = State::open(path);
      for (std::uint32_t n = 1; state && state->save(numbered(n)); ++n) {
      }
      ::_exit(1);
    }
    ::usleep(static_cast<useconds_t>(3000 + 7777 * round));
    ::kill(writer, SIGKILL);
    int status = 0;
    ::waitpid(writer, &status, 0);
    CHECK(WIFSIGNALED(status));
    State state = value(State::open(path));
    const auto pages = value(state.pages());
    REQUIRE(pages.size() == 20);
    for (const Page& page : pages) CHECK(page.failures == pages[0].failures);
    ok(state.check());
    most = std::max(most, pages[0].failures);
  }
  CHECK(most > 1);  // or it was never killed while it wrote
}

TEST_CASE("Lost pages are remembered from the archive, in whatever order it is read") {
  std::vector<Capture> captures;
  for (const auto& [url, kind, at] : {std::tuple{"https://a.example/2", Outcome::Kind::kChanged, 3000},
                                      {"https://a.example/1", Outcome::Kind::kMissing, 9000},
                                      {"https://a.example/1", Outcome::Kind::kChanged, 1000},
                                      {"https://a.example/1", Outcome::Kind::kSame, 5000},
                                      {"https://a.example/1", Outcome::Kind::kMissing, 8000}}) {
    Capture capture{url, {}};
    capture.outcome.kind = kind;
    capture.outcome.at = at;
    if (kind == Outcome::Kind::kChanged) capture.outcome.warc_file = "one.warc.gz";
    captures.push_back(capture);
  }
  const auto pages = remember(captures, {});
  REQUIRE(pages.size() == 2);
  CHECK(pages[0].url == "https://a.example/1");
  CHECK(pages[0].gone);
  CHECK(pages[0].first_seen == 1000);
  CHECK(pages[0].last_changed == 1000);
  CHECK(pages[0].warc_file == "one.warc.gz");
  CHECK(pages[0].visits.size() == 2);
  CHECK(!pages[1].gone);
  std::vector<Capture> backwards(captures.rbegin(), captures.rend());
  CHECK(remember(backwards, {}) == pages);
}

}  // namespace
}  // namespace thresh::dataset
