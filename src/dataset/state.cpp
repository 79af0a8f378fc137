// See state.h. The statements stand beside the functions that use them; rows become structs in the order of kColumns.
#include "dataset/state.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <system_error>

#include "base/descriptor.h"

namespace thresh::dataset {
namespace {

using base::ErrorCode;
using base::Result;
using database::Database;
using database::Statement;

constexpr const char* kWhat = "the state of the dataset";

// What makes version n of version n - 1, by n - 1. To change the schema: add one, never edit one.
constexpr std::array<const char*, State::kVersion> kMigrations = {R"sql(
CREATE TABLE pages (
  url TEXT PRIMARY KEY NOT NULL,
  etag TEXT NOT NULL, last_modified TEXT NOT NULL, content TEXT NOT NULL, fingerprint TEXT NOT NULL,
  first_seen INTEGER NOT NULL, last_listed INTEGER NOT NULL, last_fetched INTEGER NOT NULL,
  last_changed INTEGER NOT NULL, next_due INTEGER NOT NULL, last_status INTEGER NOT NULL,
  failures INTEGER NOT NULL, missing INTEGER NOT NULL, gone INTEGER NOT NULL,
  made_with TEXT NOT NULL, records TEXT NOT NULL, warc_file TEXT NOT NULL, warc_offset INTEGER NOT NULL,
  visits TEXT NOT NULL, part_of TEXT NOT NULL, part INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER NOT NULL, outcome TEXT NOT NULL,
  made_with TEXT NOT NULL, version INTEGER NOT NULL, asked INTEGER NOT NULL, changed INTEGER NOT NULL,
  failed INTEGER NOT NULL
);
CREATE TABLE robots (
  origin TEXT PRIMARY KEY NOT NULL, fetched INTEGER NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
)sql",
                                                                  R"sql(
ALTER TABLE pages ADD COLUMN source TEXT NOT NULL DEFAULT '';
)sql",
                                                                  // A page that had come and has no record was left
                                                                  // out, if it was known before the last listing.
                                                                  R"sql(
ALTER TABLE pages ADD COLUMN feeds TEXT NOT NULL DEFAULT '';
ALTER TABLE pages ADD COLUMN vanished INTEGER NOT NULL DEFAULT 0;
UPDATE pages SET feeds = source WHERE source LIKE 'feed %';
UPDATE pages SET vanished = 1 WHERE gone = 0 AND records = '' AND made_with = '' AND part_of = '' AND warc_file <> ''
  AND last_listed < (SELECT MAX(last_listed) FROM pages);
)sql",
                                                                  R"sql(
ALTER TABLE pages ADD COLUMN validators_of TEXT NOT NULL DEFAULT '';
)sql"};

// "thrs": tells a state from any other database (PRAGMA application_id).
constexpr std::int64_t kApplication = 0x74687273;

constexpr std::string_view kColumns =
    "url, etag, last_modified, content, fingerprint, first_seen, last_listed, last_fetched, last_changed, next_due, "
    "last_status, failures, missing, gone, made_with, records, warc_file, warc_offset, visits, "
    "part_of, part, source, feeds, vanished, validators_of";

std::unexpected<base::Error> failed(ErrorCode code, std::string message, const std::string& path, std::string hint) {
  base::Error error{code, std::move(message)};
  error.place.file = path;
  error.hint = std::move(hint);
  return std::unexpected(std::move(error));
}

constexpr std::string_view kRebuildHint = "move it away, and the next run makes it again from the archive";

// A list as lines.
std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "\n") + text;
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// "1800000000000+3600000-": each visit's time after the one before, and whether something had changed.
std::string written(const std::vector<Page::Visit>& visits) {
  std::string out;
  std::int64_t before = 0;
  for (const Page::Visit& visit : visits) {
    out += std::to_string(visit.at - before) + (visit.changed ? '+' : '=');
    before = visit.at;
  }
  return out;
}

std::vector<Page::Visit> visits_of(std::string_view text) {
  std::vector<Page::Visit> visits;
  std::int64_t at = 0;
  while (!text.empty()) {
    std::int64_t passed = 0;
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), passed);
    const auto digits = static_cast<std::size_t>(stop - text.data());
    if (failure != std::errc() || digits == text.size()) break;  // nothing that we wrote
    at += passed;
    visits.push_back({at, text[digits] == '+'});
    text.remove_prefix(digits + 1);
  }
  return visits;
}

Page page_of(const Statement& row) {
  Page page;
  const auto text = [&row](int column) { return std::string(row.text(column)); };
  page.url = text(0);
  page.etag = text(1);
  page.last_modified = text(2);
  page.content = text(3);
  page.fingerprint = text(4);
  page.first_seen = row.integer(5);
  page.last_listed = row.integer(6);
  page.last_fetched = row.integer(7);
  page.last_changed = row.integer(8);
  page.next_due = row.integer(9);
  page.last_status = static_cast<std::int32_t>(row.integer(10));
  page.failures = static_cast<std::uint32_t>(row.integer(11));
  page.missing = static_cast<std::uint32_t>(row.integer(12));
  page.gone = row.integer(13) != 0;
  page.made_with = text(14);
  page.records = lines_of(row.text(15));
  page.warc_file = text(16);
  page.warc_offset = static_cast<std::uint64_t>(row.integer(17));
  page.visits = visits_of(row.text(18));
  page.part_of = text(19);
  page.part = static_cast<std::uint32_t>(row.integer(20));
  page.source = text(21);
  page.feeds = lines_of(row.text(22));
  page.vanished = row.integer(23) != 0;
  page.validators_of = text(24);
  return page;
}

void bind(Statement& statement, const Page& page) {
  statement.bind(1, page.url).bind(2, page.etag).bind(3, page.last_modified).bind(4, page.content);
  statement.bind(5, page.fingerprint).bind(6, page.first_seen).bind(7, page.last_listed).bind(8, page.last_fetched);
  statement.bind(9, page.last_changed).bind(10, page.next_due).bind(11, std::int64_t{page.last_status});
  statement.bind(12, std::int64_t{page.failures}).bind(13, std::int64_t{page.missing});
  statement.bind(14, std::int64_t{page.gone}).bind(15, page.made_with).bind(16, joined(page.records));
  statement.bind(17, page.warc_file).bind(18, static_cast<std::int64_t>(page.warc_offset));
  statement.bind(19, written(page.visits));
  statement.bind(20, page.part_of).bind(21, std::int64_t{page.part}).bind(22, page.source);
  statement.bind(23, joined(page.feeds)).bind(24, std::int64_t{page.vanished}).bind(25, page.validators_of);
}

// The folder's entry of a renamed file is synced too, or a power failure could undo the rename.
void sync_folder(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const base::Descriptor open = base::open_descriptor(folder, O_RDONLY | O_DIRECTORY);
  if (open) ::fsync(open.number());
}

// A log that was left beside an old file must not be taken for that of the new one.
void move_aside(const std::string& path) {
  std::error_code ignored;
  for (const std::string_view part : {"", "-wal"}) {
    const std::string from = path + std::string(part), to = path + ".damaged" + std::string(part);
    std::filesystem::rename(from, to, ignored);
    if (ignored) std::filesystem::remove(from, ignored);
  }
  std::filesystem::remove(path + "-shm", ignored);
}

void remove_database(const std::string& path) {
  std::error_code ignored;
  for (const std::string_view part : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove(path + std::string(part), ignored);
  }
}

}  // namespace

Result<State> State::open(const std::string& path) {
  std::error_code trouble;
  const auto size = std::filesystem::file_size(path, trouble);
  if (trouble == std::errc::no_such_file_or_directory || trouble == std::errc::not_a_directory) {
    return failed(ErrorCode::kNotFound, "the state of the dataset is missing", path, {});
  }
  if (!trouble && size == 0) {
    return failed(ErrorCode::kUnreadable, "the state of the dataset is damaged: the file is empty", path,
                  std::string(kRebuildHint));
  }
  auto database = Database::open(path, {.what = kWhat});
  if (!database) return std::unexpected(std::move(database.error()));
  const auto application = database->number("PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  if (*application != kApplication) {
    return failed(ErrorCode::kUnreadable, "this is a database, but not the state of a dataset", path,
                  std::string(kRebuildHint));
  }
  State state(std::move(*database));
  const auto version = state.database_.number("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  if (*version > kVersion) {
    return failed(ErrorCode::kUnreadable,
                  "the state of the dataset is of a newer thresh (its version is " + std::to_string(*version) + ")",
                  path, "run that one");
  }
  auto migrated = state.migrate();
  if (!migrated) return std::unexpected(std::move(migrated.error()));
  return state;
}

Result<State> State::create(const std::string& path, std::span<const Page> pages) {
  const std::string beside = path + ".new";
  remove_database(beside);
  const auto filled = [&]() -> Result<void> {  // its end closes the database, which empties its log
    auto database = Database::open(beside, {.what = kWhat, .create = true});
    if (!database) return std::unexpected(std::move(database.error()));
    State state(std::move(*database));
    auto done = state.database_.execute("PRAGMA application_id=" + std::to_string(kApplication));
    if (done) done = state.migrate();
    if (done) done = state.save(pages);
    if (done) done = state.sync();
    return done;
  }();
  if (!filled) {
    remove_database(beside);
    return std::unexpected(filled.error());
  }
  move_aside(path);
  std::error_code trouble;
  std::filesystem::rename(beside, path, trouble);
  if (trouble) return failed(ErrorCode::kWriteFailed, "the state cannot be put in its place", path, trouble.message());
  sync_folder(path);
  return open(path);
}

Result<void> State::migrate() {
  const auto version = database_.number("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  for (std::int64_t at = *version; at < kVersion; ++at) {
    auto done = database_.transaction([&] {
      return database_.execute(std::string(kMigrations[static_cast<std::size_t>(at)]) +
                               "PRAGMA user_version=" + std::to_string(at + 1));
    });
    if (!done) return done;
  }
  return {};
}

Result<std::vector<Page>> State::pages() {
  auto query = database_.prepare("SELECT " + std::string(kColumns) + " FROM pages ORDER BY url");
  if (!query) return std::unexpected(std::move(query.error()));
  std::vector<Page> pages;
  for (;;) {
    const auto row = query->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return pages;
    pages.push_back(page_of(*query));
  }
}

Result<std::optional<Page>> State::page(std::string_view url) {
  auto query = database_.prepare("SELECT " + std::string(kColumns) + " FROM pages WHERE url = ?1");
  if (!query) return std::unexpected(std::move(query.error()));
  const auto row = query->bind(1, url).step();
  if (!row) return std::unexpected(row.error());
  return *row ? std::optional(page_of(*query)) : std::nullopt;
}

Result<void> State::save(std::span<const Page> pages) {
  if (pages.empty()) return {};
  return database_.transaction([&]() -> Result<void> {
    auto insert = database_.prepare("INSERT OR REPLACE INTO pages (" + std::string(kColumns) +
                                    ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!insert) return std::unexpected(std::move(insert.error()));
    for (const Page& page : pages) {
      bind(*insert, page);
      if (auto done = insert->run(); !done) return done;
    }
    return {};
  });
}

Result<std::int64_t> State::begin_run(std::int64_t started, std::string_view made_with) {
  std::int64_t id = 0;
  const auto done = database_.transaction([&]() -> Result<void> {
    auto insert = database_.prepare("INSERT INTO runs VALUES (NULL, ?1, 0, '', ?2, 0, 0, 0, 0)");
    if (!insert) return std::unexpected(std::move(insert.error()));
    if (auto ran = insert->bind(1, started).bind(2, made_with).run(); !ran) return ran;
    const auto last = database_.number("SELECT last_insert_rowid()");
    if (!last) return std::unexpected(last.error());
    id = *last;
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return id;
}

Result<void> State::finish_run(const Run& run) {
  auto update = database_.prepare(
      "UPDATE runs SET finished = ?2, outcome = ?3, version = ?4, asked = ?5, changed = ?6, failed = ?7 WHERE id = ?1");
  if (!update) return std::unexpected(std::move(update.error()));
  update->bind(1, run.id).bind(2, run.finished).bind(3, run.outcome).bind(4, run.version);
  return update->bind(5, run.asked).bind(6, run.changed).bind(7, run.failed).run();
}

Result<std::vector<Run>> State::runs(std::uint32_t most) {
  auto query = database_.prepare(
      "SELECT id, started, finished, outcome, made_with, version, asked, changed, failed FROM runs "
      "ORDER BY id DESC LIMIT ?1");
  if (!query) return std::unexpected(std::move(query.error()));
  query->bind(1, std::int64_t{most});
  std::vector<Run> runs;
  for (;;) {
    const auto row = query->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return runs;
    runs.push_back({query->integer(0), query->integer(1), query->integer(2), std::string(query->text(3)),
                    std::string(query->text(4)), query->integer(5), query->integer(6), query->integer(7),
                    query->integer(8)});
  }
}

Result<std::optional<RobotsText>> State::robots(std::string_view origin) {
  auto query = database_.prepare("SELECT fetched, status, body FROM robots WHERE origin = ?1");
  if (!query) return std::unexpected(std::move(query.error()));
  const auto row = query->bind(1, origin).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  return RobotsText{std::string(origin), query->integer(0), static_cast<std::int32_t>(query->integer(1)),
                    std::string(query->text(2))};
}

Result<void> State::save_robots(const RobotsText& robots) {
  auto insert = database_.prepare("INSERT OR REPLACE INTO robots VALUES (?1, ?2, ?3, ?4)");
  if (!insert) return std::unexpected(std::move(insert.error()));
  insert->bind(1, robots.origin).bind(2, robots.fetched).bind(3, std::int64_t{robots.status}).bind(4, robots.body);
  return insert->run();
}

std::vector<Page> remember(std::span<const Capture> captures, const RefreshBounds& bounds) {
  std::map<std::string_view, std::vector<const Capture*>> by_page;
  for (const Capture& capture : captures) by_page[capture.url].push_back(&capture);
  std::vector<Page> pages;
  for (auto& [url, of_page] : by_page) {
    // Sorting by place too, captures of the same moment keep their order.
    std::ranges::sort(of_page, [](const Capture* a, const Capture* b) {
      return a->outcome.at != b->outcome.at ? a->outcome.at < b->outcome.at : a < b;
    });
    Page page;
    page.url = url;
    page.first_seen = page.last_listed = of_page.front()->outcome.at;
    for (const Capture* capture : of_page) visit(page, capture->outcome, bounds);
    pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace thresh::dataset
