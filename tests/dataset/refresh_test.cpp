// Whole runs of a dataset with a scripted network, clock and archive; refresh_test.py runs the program against a site.
#include "dataset/refresh.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/fake_clock.h"
#include "dataset/fake_captures.h"
#include "dataset/lock.h"
#include "dataset/record_file.h"
#include "dataset/state.h"
#include "dataset/versions.h"
#include "fetch/fake_transport.h"

namespace thresh::dataset {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRules =
    "rules: site/question@1\n"
    "record: qa\n"
    "match: {url: \"*/q/*\"}\n"
    "html:\n"
    "  title: h1\n"
    "  question: {body: .body}\n"
    "  answers: {each: .answer, body: p, votes: .votes}\n";

std::string page(const std::string& title, int votes = 3, const std::string& body = "Will it hurt?") {
  return "<!DOCTYPE html><html lang=en><title>" + title + "</title><h1>" + title + "</h1><div class=body>" + body +
         "</div><div class=answer><p>No, not at all, and it is over soon.</p><span class=votes>" +
         std::to_string(votes) + "</span></div>";
}

// Other rules: the title is what the body was.
std::string other_rules() { return std::string(kRules).replace(std::string(kRules).find("h1"), 2, ".body"); }

std::string url(int n) { return "http://a.example/q/" + std::to_string(n); }

// A dataset in a folder of its own, and the world that it lives in.
struct World {
  fs::path folder = fs::temp_directory_path() / ("thresh-refresh-" + std::to_string(::getpid()));
  base::FakeClock clock;
  std::map<std::string, std::deque<fetch::FakeAnswer>> answers;
  tests::Kept archive;
  RunListener listener;
  std::vector<fetch::FakeTransport::Asked> asked;  // of the last run
  std::string called = "dataset.yaml";             // the dataset file

  World() {
    fs::remove_all(folder);
    fs::create_directories(folder / "rules");
    write("rules/site.yaml", kRules);
    answers["http://a.example/robots.txt"] = {{.body = "User-agent: *\nDisallow:\n"}};
  }
  ~World() { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; }

  void serve(int n, const std::string& body) { answers[url(n)] = {{.body = body}}; }
  void fail(int n, int status) { answers[url(n)] = {{.fate = fetch::Fate::kHttpError, .status = status, .body = ""}}; }

  // A dataset of the first `count` questions.
  std::string yaml(int count) const {
    std::string urls;
    for (int n = 1; n <= count; ++n) urls += (n > 1 ? ", " : "") + url(n);
    return "dataset: questions\nsources:\n  - urls: [" + urls + "]\nrules: rules/\nfetch: {delay: 0s, retries: 0}\n" +
           "output: {folder: data}\n";
  }

  base::Result<RunReport> run(const std::string& yaml_text, const RefreshOptions& options = {}) {
    const auto dataset = load_dataset(yaml_text, (folder / called).string(), {});
    if (!dataset) return std::unexpected(dataset.error().front());
    const auto rules = load_source_rules(base::system_disk(), *dataset);
    if (!rules) return std::unexpected(rules.error().front());
    clock.pass(86'400'000);
    const RefreshWorld world = {.disk = base::system_disk(),
                                .clock = clock,
                                .transport = [&]() -> base::Result<std::unique_ptr<fetch::Transport>> {
                                  auto made = std::make_unique<Recording>(clock, answers, asked);
                                  return made;
                                },
                                .captures = [&](std::int64_t) -> base::Result<std::unique_ptr<Captures>> {
                                  return std::make_unique<tests::FakeCaptures>(archive);
                                },
                                .listener = listener};
    asked.clear();
    return refresh(*dataset, *rules, options, world);
  }

  RunReport must_run(int count, const RefreshOptions& options = {}) {
    auto report = run(yaml(count), options);
    if (!report) FAIL(report.error().message);
    return *report;
  }

  // How many pages were asked, without robots.txt.
  std::size_t pages_asked() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(asked, [](const auto& one) { return one.url.find("/q/") != std::string::npos; }));
  }

  std::vector<record::Map> records() const {
    std::vector<record::Map> all;
    auto file = RecordFile::open(base::system_disk(), (folder / "data/latest/records.jsonl").string());
    if (!file) return all;
    for (auto line = file->next(); line && *line; line = file->next()) {
      all.push_back(*file->record((*line)->text, (*line)->number));
    }
    return all;
  }
  std::vector<std::string> titles() const {
    std::vector<std::string> all;
    for (const record::Map& record : records()) all.push_back(*record.find("title")->as_text());
    return all;
  }

 private:
  // A FakeTransport that leaves what it was asked, and takes its answers from the world.
  struct Recording : fetch::FakeTransport {
    Recording(base::FakeClock& clock, std::map<std::string, std::deque<fetch::FakeAnswer>>& given,
              std::vector<Asked>& left)
        : FakeTransport(clock), left_(left) {
      answers = given;
    }
    ~Recording() override { left_ = asked; }
    std::vector<Asked>& left_;
  };
};

using End = RunReport::End;
using Titles = std::vector<std::string>;

TEST_CASE("the first run publishes the records of all pages, sorted by address") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  const RunReport report = world.must_run(2);
  CHECK(report.end == End::kPublished);
  CHECK(report.version == 1);
  CHECK(report.asked == 2);
  CHECK(report.converted == 2);
  CHECK(world.titles() == Titles{"One", "Two"});
}

TEST_CASE("a run in which nothing changed publishes nothing and converts nothing") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  const RunReport report = world.must_run(1);
  CHECK(report.end == End::kUnchanged);
  CHECK(report.converted == 0);
  CHECK(report.changed == 0);
}

TEST_CASE("a page that changed is converted again, the others are copied") {
  World world;
  for (int n = 1; n <= 3; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.must_run(3);
  const auto before = world.records();
  world.serve(2, page("Page 2", 3, "Will it hurt much?"));
  const RunReport report = world.must_run(3);
  CHECK(report.end == End::kPublished);
  CHECK(report.converted == 1);
  CHECK(report.changes.of(ChangeClass::kEdited) == 1);
  CHECK(world.records()[0] == before[0]);
  CHECK_FALSE(world.records()[1] == before[1]);
}

TEST_CASE("a page that has the bytes of another page has its own record") {
  World world;
  for (int n = 1; n <= 3; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.must_run(3);
  world.serve(2, page("Page 1"));  // one that was another before
  world.serve(4, page("Page 1"));  // and one that is new
  const RunReport report = world.must_run(4);
  CHECK(report.troubles.empty());
  CHECK(report.stale == 0);
  CHECK(world.titles() == Titles{"Page 1", "Page 1", "Page 3", "Page 1"});
}

TEST_CASE("a page that fails keeps its record, marked stale since it was last had, until it comes again") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  world.fail(2, 500);
  const RunReport report = world.must_run(2);
  CHECK(report.end == End::kPublished);
  CHECK(report.stale == 1);
  const auto records = world.records();
  REQUIRE(records.size() == 2);
  const record::Value* stale = records[1].find("stale");
  REQUIRE(stale != nullptr);
  CHECK(*stale->as_map()->find("reason")->as_text() == "http_error 500");
  CHECK(world.must_run(2).end == End::kUnchanged);
  world.serve(2, page("Two"));
  CHECK(world.must_run(2).stale == 0);
  CHECK(world.records()[1].find("stale") == nullptr);
}

TEST_CASE("a page that leads to the first page of the site by now keeps its record, marked stale") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  world.answers[url(2)] = {{.fate = fetch::Fate::kRedirect, .status = 302, .body = "", .fields = "Location: /\r\n"}};
  world.answers["http://a.example/"] = {{.body = page("Home")}};
  const RunReport report = world.must_run(2);
  CHECK(report.stale == 1);
  CHECK(world.titles() == Titles{"One", "Two"});
  CHECK(*world.records()[1].find("stale")->as_map()->find("reason")->as_text() == "sent_home");
  // One that was the first page itself, or leads anywhere else, is a page like others.
  world.answers[url(2)] = {{.fate = fetch::Fate::kRedirect, .status = 302, .body = "", .fields = "Location: /q/7\r\n"}};
  world.answers[url(7)] = {{.body = page("Seven")}};
  world.must_run(2);
  CHECK(world.titles() == Titles{"One", "Seven"});
}

TEST_CASE("an answer of a type that no page has leaves the record, marked stale") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  world.answers[url(1)] = {{.body = "{\"error\":\"rate limit\"}", .fields = "Content-Type: application/json\r\n"}};
  CHECK(world.must_run(1).stale == 1);
  CHECK(world.titles() == Titles{"One"});
  CHECK(*world.records()[0].find("stale")->as_map()->find("reason")->as_text() == "wrong_type");
  world.serve(1, page("One"));
  CHECK(world.must_run(1).stale == 0);
}

TEST_CASE("a page that is missing twice loses its record") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  world.fail(2, 404);
  CHECK(world.must_run(2).stale == 1);
  const RunReport report = world.must_run(2);
  CHECK(report.changes.of(ChangeClass::kRemovedAtSource) == 1);
  CHECK(world.titles() == Titles{"One"});
  CHECK(world.must_run(2).end == End::kUnchanged);
}

TEST_CASE("a page that no source names any more is not asked and loses its record") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  const RunReport report = world.must_run(1);
  CHECK(report.changes.of(ChangeClass::kVanished) == 1);
  CHECK(world.pages_asked() == 1);
  CHECK(world.titles() == Titles{"One"});
}

TEST_CASE("pages that all call themselves the same keep their own records where the first of them leaves") {
  World world;
  const std::string canonical = "<link rel=canonical href=\"http://a.example/\">";
  for (int n = 1; n <= 4; ++n) world.serve(n, canonical + page("Page " + std::to_string(n)));
  world.must_run(4);
  const std::string yaml = "dataset: questions\nsources:\n  - urls: [" + url(2) + ", " + url(3) + ", " + url(4) +
                           "]\nrules: rules/\nfetch: {delay: 0s, retries: 0}\noutput: {folder: data}\n";
  const auto report = world.run(yaml);
  REQUIRE(report);
  CHECK(report->converted == 0);
  CHECK(world.titles() == Titles{"Page 2", "Page 3", "Page 4"});
}

TEST_CASE("a feed may forget a page that it named once") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  const auto feed = [](const std::string& items) {
    return "<rss version=\"2.0\"><channel>" + items + "</channel></rss>";
  };
  const auto item = [](int n) { return "<item><link>" + url(n) + "</link></item>"; };
  const std::string yaml =
      "dataset: d\nsources: [{feed: \"http://a.example/feed\"}]\nrules: rules/\n"
      "fetch: {delay: 0s}\noutput: {folder: data}\n";
  world.answers["http://a.example/feed"] = {{.body = feed(item(1))}};
  REQUIRE(world.run(yaml));
  world.answers["http://a.example/feed"] = {{.body = feed(item(2))}};
  REQUIRE(world.run(yaml));
  CHECK(world.titles() == Titles{"One", "Two"});
}

TEST_CASE("a page that its feed forgot is still read by the rules of that feed") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two", 3, "Does it last?"));
  world.write("rules/feed.yaml", other_rules());
  const std::string yaml = "dataset: d\nsources:\n  - {urls: [\"" + url(1) + "\"], rules: rules/site.yaml}\n" +
                           "  - {feed: \"http://a.example/feed\", rules: rules/feed.yaml}\n"
                           "fetch: {delay: 0s, retries: 0}\noutput: {folder: data}\n";
  const auto feed = [&](int n) {
    world.answers["http://a.example/feed"] = {
        {.body = "<rss version=\"2.0\"><channel><item><link>" + url(n) + "</link></item></channel></rss>"}};
  };
  feed(2);
  REQUIRE(world.run(yaml));
  CHECK(world.titles() == Titles{"One", "Does it last?"});
  feed(1);
  world.serve(2, page("Two", 4, "Does it last long?"));
  REQUIRE(world.run(yaml));
  CHECK(world.titles() == Titles{"One", "Does it last long?"});
}

TEST_CASE("where a list cannot be had no page is taken for one that left it") {
  World world;
  world.serve(1, page("One"));
  const std::string yaml =
      "dataset: d\nsources: [{sitemap: \"http://a.example/sitemap.xml\"}]\nrules: rules/\n"
      "fetch: {delay: 0s, retries: 0}\noutput: {folder: data}\n";
  world.answers["http://a.example/sitemap.xml"] = {{.body = "<urlset><url><loc>" + url(1) + "</loc></url></urlset>"}};
  REQUIRE(world.run(yaml));
  world.answers["http://a.example/sitemap.xml"] = {{.fate = fetch::Fate::kHttpError, .status = 503, .body = ""}};
  const auto report = world.run(yaml);
  REQUIRE(report);
  CHECK(report->end == End::kUnchanged);
  REQUIRE(report->troubles.size() == 1);
  CHECK(report->troubles[0].place.file == "http://a.example/sitemap.xml");
}

// A dataset of lists, and what they name.
struct ListedWorld : World {
  std::string yaml(const std::string& sources) const {
    return "dataset: d\nsources:\n" + sources +
           "rules: rules/\nfetch: {delay: 0s, retries: 0}\noutput: {folder: data}\n";
  }
  void list(const std::vector<int>& numbers) {
    std::string urls;
    for (const int n : numbers) urls += "<url><loc>" + url(n) + "</loc></url>";
    answers["http://a.example/sitemap.xml"] = {{.body = "<urlset>" + urls + "</urlset>"}};
  }
  void feed(const std::string& at, const std::vector<int>& numbers) {
    std::string items;
    for (const int n : numbers) items += "<item><link>" + url(n) + "</link></item>";
    answers[at] = {{.body = "<rss version=\"2.0\"><channel>" + items + "</channel></rss>"}};
  }
  void break_list() {
    answers["http://a.example/sitemap.xml"] = {{.fate = fetch::Fate::kHttpError, .status = 500, .body = ""}};
  }
  RunReport must_run(const std::string& sources, const RefreshOptions& options = {}) {
    auto report = run(yaml(sources), options);
    if (!report) FAIL(report.error().message);
    return *report;
  }
};

constexpr const char* kSitemap = "  - sitemap: http://a.example/sitemap.xml\n";
constexpr const char* kFeed = "  - feed: http://a.example/feed\n";

TEST_CASE("a page that left the list stays out where the list cannot be had once") {
  ListedWorld world;
  for (int n = 1; n <= 8; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.list({1, 2, 3, 4, 5, 6, 7, 8});
  world.must_run(kSitemap);
  world.list({1, 2, 3, 4, 5, 6, 7});
  REQUIRE(world.must_run(kSitemap).changes.of(ChangeClass::kVanished) == 1);
  world.break_list();
  CHECK(world.must_run(kSitemap).end == End::kUnchanged);
  CHECK(world.pages_asked() == 7);
  world.list({1, 2, 3, 4, 5, 6, 7});
  CHECK(world.must_run(kSitemap).end == End::kUnchanged);
  world.list({1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(world.must_run(kSitemap).changes.of(ChangeClass::kNew) == 1);
}

TEST_CASE("what the settings take out goes out and stays out, though the list cannot be had") {
  ListedWorld world;
  for (int n = 1; n <= 9; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.list({1, 2, 3, 4, 5, 6, 7, 8});
  world.must_run(kSitemap + std::string("  - urls: [") + url(9) + "]\n");
  world.break_list();
  const std::string excluded = std::string(kSitemap) + "    exclude: [\"*/q/3\"]\n";
  // The page that is excluded, and that of the source that is none any more.
  CHECK(world.must_run(excluded).changes.of(ChangeClass::kVanished) == 2);
  CHECK(world.titles() == Titles{"Page 1", "Page 2", "Page 4", "Page 5", "Page 6", "Page 7", "Page 8"});
  CHECK(world.must_run(excluded).end == End::kUnchanged);
}

TEST_CASE("pages of a list that moved and cannot be had there stay") {
  ListedWorld world;
  world.serve(1, page("One"));
  world.list({1});
  world.must_run(kSitemap);
  world.answers["http://a.example/new.xml"] = {{.fate = fetch::Fate::kHttpError, .status = 500, .body = ""}};
  CHECK(world.must_run("  - sitemap: http://a.example/new.xml\n").end == End::kUnchanged);
}

TEST_CASE("beside a feed an exclude, and a source that is none any more, take pages out") {
  ListedWorld world;
  for (int n = 1; n <= 10; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.feed("http://a.example/feed", {1, 2, 3, 4, 5, 6, 7, 8});
  world.must_run(kFeed + std::string("  - urls: [") + url(9) + "]\n");
  world.feed("http://a.example/feed", {8});
  CHECK(world.must_run(kFeed).changes.of(ChangeClass::kVanished) == 1);
  CHECK(world.must_run(std::string(kFeed) + "    exclude: [\"*/q/3\"]\n").changes.of(ChangeClass::kVanished) == 1);
  CHECK(world.titles() == Titles{"Page 1", "Page 2", "Page 4", "Page 5", "Page 6", "Page 7", "Page 8"});
}

TEST_CASE("pages of a feed stay where another list named them first, and where the feed moved") {
  ListedWorld world;
  for (int n = 1; n <= 3; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.list({1, 2});
  world.feed("http://a.example/feed", {1});
  world.must_run(kSitemap + std::string(kFeed));
  world.list({2});
  world.feed("http://a.example/feed", {});
  CHECK(world.must_run(kSitemap + std::string(kFeed)).end == End::kUnchanged);
  world.feed("http://a.example/new", {});
  const std::string moved = kSitemap + std::string("  - feed: http://a.example/new\n");
  CHECK(world.must_run(moved).end == End::kUnchanged);
  CHECK(world.must_run(moved).end == End::kUnchanged);
  CHECK(world.must_run(kSitemap).changes.of(ChangeClass::kVanished) == 1);
}

TEST_CASE("other rules convert the archive again, and the pages are asked as ever") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  world.write("rules/site.yaml", std::string(kRules).replace(std::string(kRules).find("h1"), 2, ".body"));
  const RunReport report = world.must_run(1);
  CHECK(report.converted == 1);
  CHECK(report.changes.of(ChangeClass::kRulesChanged) == 1);
  CHECK(world.titles() == Titles{"Will it hurt?"});
}

TEST_CASE("the version of a site that was redesigned is held back, and held back again") {
  World world;
  for (int n = 1; n <= 6; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.must_run(6);
  for (int n = 1; n <= 6; ++n) world.serve(n, "<!DOCTYPE html><p class=new>Page " + std::to_string(n) + "</p>");
  const RunReport report = world.must_run(6);
  CHECK(report.end == End::kHeld);
  CHECK_FALSE(report.guard.alarms.empty());
  CHECK(world.titles().size() == 6);
  CHECK(world.must_run(6).end == End::kHeld);
  for (int n = 1; n <= 6; ++n) world.serve(n, page("Page " + std::to_string(n)));
  CHECK(world.must_run(6).end == End::kUnchanged);
}

TEST_CASE("a disk that is full while pages come ends the run and leaves the version before") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  world.archive.full = true;
  world.serve(1, page("Another"));
  const auto report = world.run(world.yaml(1));
  REQUIRE_FALSE(report);
  CHECK(report.error().code == base::ErrorCode::kWriteFailed);
  CHECK(world.titles() == Titles{"One"});
  world.archive.full = false;
  CHECK(world.must_run(1).end == End::kPublished);
  CHECK(world.titles() == Titles{"Another"});
}

TEST_CASE("records whose capture is damaged stay as they are, and say so") {
  World world;
  world.answers[url(1)] = {{.body = page("One"), .fields = "ETag: \"1\"\r\n"}};
  world.must_run(1);
  world.archive.damaged = true;
  world.write("rules/site.yaml", std::string(kRules).replace(std::string(kRules).find("h1"), 2, ".body"));
  const RunReport report = world.must_run(1);
  CHECK(world.titles() == Titles{"One"});
  CHECK(report.stale == 1);
  CHECK_FALSE(report.troubles.empty());
  // It is asked without a condition then, and comes again.
  world.archive.damaged = false;
  world.archive.lost = world.archive.exchanges.size();
  const RunReport again = world.must_run(1);
  CHECK(world.asked.back().etag.empty());
  CHECK(again.stale == 0);
  CHECK(world.titles() == Titles{"Will it hurt?"});
}

TEST_CASE("a run that was stopped is gone on with: what it asked is not asked again") {
  struct Stopping : RunListener {
    int left = 2;
    void on_asked(const VisitedPage&) override { --left; }
    bool ends() override { return left <= 0; }
  };
  World world;
  for (int n = 1; n <= 4; ++n) world.serve(n, page("Page " + std::to_string(n)));
  const std::string yaml = world.yaml(4);
  const auto dataset = load_dataset(yaml, (world.folder / "dataset.yaml").string(), {});
  REQUIRE(dataset);
  const auto rules = load_source_rules(base::system_disk(), *dataset);
  REQUIRE(rules);
  const auto run = [&](RunListener& listener) {
    const RefreshWorld of = {.disk = base::system_disk(),
                             .clock = world.clock,
                             .transport = [&]() -> base::Result<std::unique_ptr<fetch::Transport>> {
                               auto made = std::make_unique<fetch::FakeTransport>(world.clock);
                               made->answers = world.answers;
                               return made;
                             },
                             .captures = [&](std::int64_t) -> base::Result<std::unique_ptr<Captures>> {
                               return std::make_unique<tests::FakeCaptures>(world.archive);
                             },
                             .listener = listener};
    return refresh(*dataset, *rules, {}, of);
  };
  Stopping stopping;
  const auto first = run(stopping);
  REQUIRE(first);
  CHECK(first->end == End::kInterrupted);
  CHECK_FALSE(fs::exists(world.folder / "data/latest"));
  RunListener patient;
  const auto second = run(patient);
  REQUIRE(second);
  CHECK(second->end == End::kPublished);
  CHECK(second->resumed == 2);
  CHECK(second->asked == 2);
  CHECK(world.titles().size() == 4);
}

TEST_CASE("a thread over several pages is one record, made again where any of them changes") {
  World world;
  world.write("rules/site.yaml", std::string(kRules) + "next: a[rel=next] @href\n");
  const auto part = [](int n, const std::string& answer, const std::string& next) {
    return "<!DOCTYPE html><h1>One</h1><div class=body>Will it hurt?</div><div class=answer><p>" + answer +
           "</p><span class=votes>" + std::to_string(n) + "</span></div>" +
           (next.empty() ? "" : "<a rel=next href=\"" + next + "\">Next</a>");
  };
  world.serve(1, part(1, "No, and it is over soon.", "/q/1?page=2"));
  world.answers["http://a.example/q/1?page=2"] = {{.body = part(2, "It did not hurt me at all.", "/q/1?page=3")}};
  world.answers["http://a.example/q/1?page=3"] = {
      {.body =
           part(3, "It hurt a little on the first day, and then I forgot about it until the stitches came out.", "")}};
  const auto answers = [&] { return world.records().at(0).find("answers")->as_list()->size(); };
  CHECK(world.must_run(1).records == 1);
  CHECK(answers() == 3);
  CHECK(world.pages_asked() == 3);
  CHECK(world.must_run(1).end == End::kUnchanged);
  world.answers["http://a.example/q/1?page=3"] = {
      {.body = part(
           3, "It hurt a little on the first two days, and then I forgot about it until the stitches came out.", "")}};
  const RunReport edited = world.must_run(1);
  CHECK(edited.changes.of(ChangeClass::kEdited) == 1);
  CHECK(answers() == 3);
  // The thread ends sooner now: what was its third page is none any more.
  world.answers["http://a.example/q/1?page=2"] = {{.body = part(2, "It did not hurt me at all.", "")}};
  world.must_run(1);
  CHECK(answers() == 2);
  world.must_run(1);
  CHECK(world.pages_asked() == 2);
}

TEST_CASE("a thread of which a later page fails stays as it was, and is marked stale") {
  World world;
  world.write("rules/site.yaml", std::string(kRules) + "next: a[rel=next] @href\n");
  const std::string second = "http://a.example/q/1?page=2";
  world.serve(1, page("One") + "<a rel=next href=\"/q/1?page=2\">Next</a>");
  world.answers[second] = {{.body = page("One", 4)}};
  world.must_run(1);
  world.answers[second] = {{.fate = fetch::Fate::kHttpError, .status = 500, .body = ""}};
  CHECK(world.must_run(1).stale == 1);
  const auto records = world.records();
  const record::Value* stale = records.at(0).find("stale");
  REQUIRE(stale != nullptr);
  CHECK(*stale->as_map()->find("reason")->as_text() == "http_error 500");
  world.answers[second] = {{.body = page("One", 4)}};
  CHECK(world.must_run(1).stale == 0);
}

TEST_CASE("a thread whose page cannot be had is as long as it could be read") {
  World world;
  world.write("rules/site.yaml", std::string(kRules) + "next: a[rel=next] @href\n");
  world.serve(1, page("One") + "<a rel=next href=\"/q/1?page=2\">Next</a>");
  world.answers["http://a.example/q/1?page=2"] = {{.fate = fetch::Fate::kTimeOut, .body = ""}};
  const RunReport report = world.must_run(1);
  CHECK(report.end == End::kPublished);
  CHECK(report.records == 1);
  CHECK(report.failed.size() == 1);
  CHECK(world.records().at(0).find("warnings")->as_list()->size() == 1);  // that it is incomplete
}

TEST_CASE("a thread whose later pages are listed too is one record of all its pages") {
  World world;
  world.write("rules/site.yaml", std::string(kRules) + "next: a[rel=next] @href\n");
  for (int n = 1; n <= 4; ++n) {
    world.serve(n, "<h1>One</h1><div class=body>Will it hurt?</div><div class=answer><p>Words of answer number " +
                       std::to_string(n) + ", which are its own.</p></div>" +
                       (n < 4 ? "<a rel=next href=" + std::to_string(n + 1) + ">Next</a>" : std::string()));
  }
  const std::string listed = "sources: [{urls: [\"" + url(3) + "\", \"" + url(1) + "\", \"" + url(2) + "\"]}]\n";
  const std::string yaml =
      "dataset: d\n" + listed + "rules: rules/\nfetch: {delay: 0s, retries: 0}\noutput: {folder: data}\n";
  for (int round = 0; round < 2; ++round) {
    const auto report = world.run(yaml);
    REQUIRE(report);
    CHECK(report->end == (round == 0 ? End::kPublished : End::kUnchanged));
    REQUIRE(world.records().size() == 1);
    CHECK(world.records()[0].find("answers")->as_list()->size() == 4);
  }
}

TEST_CASE("after a redirect links lead from where the page was in the end") {
  World world;
  world.write("rules/site.yaml", std::string(kRules) + "next: a[rel=next] @href\n");
  world.answers[url(1)] = {
      {.fate = fetch::Fate::kRedirect, .status = 301, .body = "", .fields = "Location: /q/deep/5\r\n"}};
  world.answers["http://a.example/q/deep/5"] = {{.body = page("One") + "<a rel=next href=6>Next</a>"}};
  world.answers["http://a.example/q/deep/6"] = {
      {.body = "<h1>One</h1><div class=answer><p>It was over before I knew.</p></div>"}};
  world.must_run(1);
  REQUIRE(world.records().size() == 1);
  CHECK(world.records()[0].find("answers")->as_list()->size() == 2);
  CHECK(*world.records()[0].find("source")->as_map()->find("name")->as_text() == url(1));
  CHECK(*world.records()[0].find("source")->as_map()->find("url")->as_text() == "http://a.example/q/deep/5");
}

TEST_CASE("a page of a thread that could not be had is asked again, and the thread goes on behind it") {
  World world;
  world.write("rules/site.yaml", std::string(kRules) + "next: a[rel=next] @href\n");
  const auto next = [](int n) { return "<a rel=next href=\"/q/1?page=" + std::to_string(n) + "\">Next</a>"; };
  const auto at = [](int n) { return "http://a.example/q/1?page=" + std::to_string(n); };
  const auto part = [&](int n) {
    return "<h1>One</h1><div class=body>Will it hurt?</div><div class=answer><p>Words of answer number " +
           std::to_string(n) + ", which are its own.</p></div>";
  };
  const auto answers = [&] { return world.records().at(0).find("answers")->as_list()->size(); };
  world.serve(1, part(1) + next(2));
  world.answers[at(2)] = {{.fate = fetch::Fate::kHttpError, .status = 500, .body = ""}};
  world.answers[at(3)] = {{.body = part(3)}};
  world.must_run(1);
  CHECK(answers() == 1);
  CHECK(world.must_run(1).end == End::kUnchanged);
  CHECK(world.pages_asked() == 2);
  world.answers[at(2)] = {{.body = part(2) + next(3)}};
  world.must_run(1);
  CHECK(answers() == 3);
  CHECK(world.records().at(0).find("warnings")->as_list()->empty());
  CHECK(world.must_run(1).end == End::kUnchanged);
}

TEST_CASE("a record that is made again while its page fails is marked stale all the same") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  world.fail(2, 500);
  world.write("rules/site.yaml", other_rules());
  const RunReport report = world.must_run(2);
  CHECK(report.converted == 2);
  CHECK(report.stale == 1);
  REQUIRE(world.records().size() == 2);
  CHECK(world.records()[1].find("stale") != nullptr);
  CHECK(world.titles()[1] == "Will it hurt?");
}

TEST_CASE("a page that is a wall again and again is stale since the first time, and makes no version each time") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  for (int night = 0; night < 3; ++night) {
    world.serve(1, "<!DOCTYPE html><title>Just a moment...</title><p>Checking your browser " + std::to_string(night) +
                       "<div id=cf-challenge></div>");
    const RunReport report = world.must_run(1);
    CHECK(report.end == (night == 0 ? End::kPublished : End::kUnchanged));
    CHECK(report.stale == 1);
  }
  CHECK(world.titles() == Titles{"One"});
}

TEST_CASE("where the state is lost a page that is a wall by now keeps its record") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  world.serve(2, "<!DOCTYPE html><title>Just a moment...</title><p>Checking your browser<div id=cf-challenge></div>");
  world.must_run(2);
  for (const char* name : {"state.sqlite", "state.sqlite-wal", "state.sqlite-shm"}) {
    fs::remove(world.folder / "data" / name);
  }
  const RunReport report = world.must_run(2);
  CHECK(report.records == 2);
  CHECK(world.titles() == Titles{"One", "Two"});
  world.serve(1, page("One, edited"));
  CHECK(world.must_run(2).records == 2);
  CHECK(world.titles() == Titles{"One, edited", "Two"});
}

TEST_CASE("where the state and the archive are lost a page that fails keeps its record") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  for (const char* name : {"state.sqlite", "state.sqlite-wal", "state.sqlite-shm"}) {
    fs::remove(world.folder / "data" / name);
  }
  world.archive = {};
  world.fail(2, 500);
  const RunReport report = world.must_run(2);
  CHECK(report.records == 2);
  CHECK(report.stale == 1);
  CHECK(world.titles() == Titles{"One", "Two"});
}

TEST_CASE("where the state is lost, what else the archive holds is taken for no page") {
  World world;
  world.serve(1, page("One"));
  const std::string yaml =
      "dataset: d\nsources: [{feed: \"http://a.example/feed\"}]\nrules: rules/\n"
      "fetch: {delay: 0s, retries: 0}\noutput: {folder: data}\n";
  world.answers["http://a.example/feed"] = {
      {.body = "<rss version=\"2.0\"><channel><item><link>" + url(1) + "</link></item></channel></rss>"}};
  REQUIRE(world.run(yaml));
  for (const char* name : {"state.sqlite", "state.sqlite-wal", "state.sqlite-shm"}) {
    fs::remove(world.folder / "data" / name);
  }
  const auto report = world.run(yaml);
  REQUIRE(report);
  CHECK(report->asked == 1);
  CHECK(report->records == 1);
}

TEST_CASE("a version that lost bytes is not copied from: its records are made again") {
  World world;
  for (int n = 1; n <= 3; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.must_run(3);
  const fs::path file = world.folder / "data/versions/000001/records.jsonl";
  const std::string whole = base::system_disk().read(file.string(), SIZE_MAX).value();
  const auto damage = [&](const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; };

  SECTION("a letter") {
    std::string other = whole;
    other[other.find("hurt")] = 'X';
    damage(other);
    world.serve(1, page("Page 1, edited"));
    const RunReport report = world.must_run(3);
    CHECK(report.end == End::kPublished);
    CHECK(report.converted == 3);
    CHECK(report.troubles.at(0).place.file.ends_with("versions/000001/records.jsonl"));
  }
  SECTION("a quotation mark, so that it is no JSON any more") {
    std::string other = whole;
    other[other.find("\"id\"", other.size() / 2)] = 'X';
    damage(other);
    world.serve(1, page("Page 1, edited"));
    CHECK(world.must_run(3).end == End::kPublished);
  }
  SECTION("and nothing else is new") {
    damage(whole.substr(0, whole.size() / 2));
    CHECK(world.must_run(3).end == End::kPublished);
    world.serve(1, page("Page 1, edited"));
    CHECK(world.must_run(3).converted == 1);
  }
  CHECK(world.titles() == Titles{"Page 1, edited", "Page 2", "Page 3"});
  for (const record::Map& record : world.records()) {
    CHECK(*record.find("question")->as_map()->find("body")->as_text() == "Will it hurt?");
  }
}

TEST_CASE("records that cannot be made again come from the newest version that is whole") {
  World world;
  for (int n = 1; n <= 3; ++n) world.serve(n, page("Page " + std::to_string(n)));
  world.must_run(3);
  world.serve(1, page("Page 1, edited"));
  world.must_run(3);
  std::ofstream(world.folder / "data/versions/000002/records.jsonl", std::ios::app) << "{";
  world.archive.damaged = true;
  const RunReport report = world.must_run(3);
  CHECK(report.records == 3);
  CHECK(world.titles() == Titles{"Page 1", "Page 2", "Page 3"});
  CHECK(report.stale == 3);
}

TEST_CASE("other formats make a new version, of the same records") {
  World world;
  world.serve(1, page("One"));
  const auto with = [&](const std::string& output) {
    std::string yaml = world.yaml(1);
    yaml.replace(yaml.find("folder: data"), 12, "folder: data, " + output);
    const auto report = world.run(yaml);
    if (!report) FAIL(report.error().message);
    return *report;
  };
  with("bare: true");
  CHECK(with("bare: true").end == End::kUnchanged);
  const auto full = [&] { return world.records().at(0).find("absent") != nullptr; };
  CHECK_FALSE(full());
  const RunReport other = with("bare: false");
  CHECK(other.end == End::kPublished);
  CHECK(other.changes.of(ChangeClass::kNew) == 0);
  CHECK(full());
  CHECK(other.converted == 0);
  CHECK(with("formats: [jsonl, yaml]").end == End::kPublished);
  CHECK(fs::exists(world.folder / "data/latest/records.yaml"));
  CHECK(with("formats: [yaml]").end == End::kUnchanged);  // records.jsonl is there in any case
  CHECK(with("formats: [jsonl]").end == End::kPublished);
  CHECK_FALSE(fs::exists(world.folder / "data/latest/records.yaml"));
}

TEST_CASE("pages that are files have the same records wherever the program was started") {
  World world;
  fs::create_directories(world.folder / "pages");
  world.write("pages/1.html", page("One"));
  const std::string yaml = "dataset: d\nsources: [{files: pages}]\noutput: {folder: data}\n";
  REQUIRE(world.run(yaml));
  const auto before = world.records();
  REQUIRE(before.size() == 1);
  CHECK(*before[0].find("source")->as_map()->find("name")->as_text() == "pages/1.html");
  world.called = "sub/../dataset.yaml";
  fs::create_directories(world.folder / "sub");
  const auto report = world.run(yaml);
  REQUIRE(report);
  CHECK(report->end == End::kUnchanged);
}

TEST_CASE("the folder of one dataset is not written to by another") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  std::string yaml = world.yaml(1);
  yaml.replace(yaml.find("questions"), 9, "others");
  const auto report = world.run(yaml);
  REQUIRE_FALSE(report);
  CHECK(report.error().message.find("questions") != std::string::npos);
  CHECK(world.must_run(1).end == End::kUnchanged);
}

TEST_CASE("a dry run of an unchanged dataset plans to convert nothing") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  RefreshOptions options;
  options.dry_run = true;
  CHECK(world.must_run(1, options).plan.starts_with("1 page: 1 to fetch\n"));
}

TEST_CASE("only the pages that are named are asked, and the others stay") {
  World world;
  world.serve(1, page("One"));
  world.serve(2, page("Two"));
  world.must_run(2);
  world.serve(1, page("One again"));
  world.serve(2, page("Two again"));
  RefreshOptions options;
  options.only = "*/q/2";
  world.must_run(2, options);
  CHECK(world.titles() == Titles{"One", "Two again"});
}

TEST_CASE("a dry run makes nothing") {
  World world;
  world.serve(1, page("One"));
  RefreshOptions options;
  options.dry_run = true;
  const RunReport report = world.must_run(1, options);
  CHECK(report.end == End::kPlanned);
  CHECK(report.plan.find(url(1)) != std::string::npos);
  CHECK_FALSE(fs::exists(world.folder / "data"));
  CHECK(world.pages_asked() == 0);
}

TEST_CASE("where no page can be had and there was none before nothing is published") {
  World world;
  world.fail(1, 500);
  const RunReport report = world.must_run(1);
  CHECK(report.end == End::kNothing);
  CHECK_FALSE(fs::exists(world.folder / "data/latest"));
  CHECK(fs::exists(world.folder / "data/report.html"));
}

TEST_CASE("a run that cannot have the lock leaves at once") {
  World world;
  world.serve(1, page("One"));
  world.must_run(1);
  auto lock = Lock::take((world.folder / "data/lock").string(), world.clock);
  REQUIRE(lock);
  const auto report = world.run(world.yaml(1));
  REQUIRE_FALSE(report);
  CHECK(report.error().code == base::ErrorCode::kLocked);
}

}  // namespace
}  // namespace thresh::dataset
