// Whole runs on a disk that fails at each of their operations in turn: what is published is the version before or the
// next one, whole, and a run on a sound disk comes to the same end as if nothing had happened.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "base/failing_disk.h"
#include "base/fake_clock.h"
#include "base/temporary_folder.h"
#include "dataset/record_file.h"
#include "dataset/refresh.h"
#include "dataset/verify.h"
#include "dataset/versions.h"
#include "dataset/warc_captures.h"
#include "fetch/fake_transport.h"

namespace thresh::dataset {
namespace {

namespace fs = std::filesystem;
using tests::TemporaryFolder;

std::string url(int n) { return "http://a.example/q/" + std::to_string(n); }

std::string page(const std::string& title) {
  return "<!DOCTYPE html><html lang=en><title>" + title + "</title><h1>" + title +
         "</h1><div class=body>Will it hurt?</div><div class=answer><p>No, not at all, and it is over soon.</p></div>";
}

using Answers = std::map<std::string, std::deque<fetch::FakeAnswer>>;

Answers site(const std::vector<std::string>& titles) {
  Answers answers;
  answers["http://a.example/robots.txt"] = {{.body = "User-agent: *\nDisallow:\n"}};
  for (std::size_t i = 0; i < titles.size(); ++i) answers[url(static_cast<int>(i) + 1)] = {{.body = page(titles[i])}};
  return answers;
}

void write_dataset(const TemporaryFolder& folder) {
  folder.put("rules/site.yaml",
             "rules: site/question@1\nrecord: qa\nmatch: {url: \"*/q/*\"}\nhtml:\n  title: h1\n"
             "  question: {body: .body}\n  answers: {each: .answer, body: p}\n");
}

base::Result<RunReport> run(const TemporaryFolder& folder, base::Disk& disk, base::FakeClock& clock,
                            const Answers& answers) {
  const auto dataset =
      load_dataset("dataset: questions\nsources:\n  - urls: [" + url(1) + ", " + url(2) + ", " + url(3) +
                       "]\nrules: rules/\nfetch: {delay: 0s, retries: 0}\n"
                       "output: {folder: data, formats: [jsonl, yaml], ledger: true}\n",
                   folder / "dataset.yaml", {});
  if (!dataset) FAIL(dataset.error().front().message);
  const auto rules = load_source_rules(base::system_disk(), *dataset);
  if (!rules) FAIL(rules.error().front().message);
  RunListener listener;
  const RefreshWorld world = {
      .disk = disk,
      .clock = clock,
      .transport = [&]() -> base::Result<std::unique_ptr<fetch::Transport>> {
        auto made = std::make_unique<fetch::FakeTransport>(clock);
        made->answers = answers;
        return made;
      },
      .captures = [&](std::int64_t number) { return warc_captures(disk, folder / "data/archive", "thresh", number); },
      .listener = listener};
  return refresh(*dataset, *rules, {}, world);
}

std::vector<std::string> titles(const TemporaryFolder& folder) {
  std::vector<std::string> all;
  auto file = RecordFile::open(base::system_disk(), folder / "data/latest/records.jsonl");
  if (!file) return all;
  for (auto line = file->next(); line && *line; line = file->next()) {
    all.push_back(*file->record((*line)->text, (*line)->number)->find("title")->as_text());
  }
  return all;
}

// What `thresh verify` finds, and what a run should not leave.
std::set<std::string> faults(const TemporaryFolder& folder) {
  std::set<std::string> all;
  auto versions = Versions::open(base::system_disk(), folder / "data");
  if (!versions) return {versions.error().message};
  const auto entries = versions->list();
  for (const Versions::Entry& entry : *entries) {
    for (const Fault& fault : verify(*versions, entry.number, entry.held))
      all.insert(fault.place + ": " + fault.message);
  }
  return all;
}

std::set<std::string> leftovers(const TemporaryFolder& folder) {
  std::set<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "data")) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) all.insert(name);
  }
  return all;
}

using Titles = std::vector<std::string>;
const Titles kBefore = {"One", "Two", "Three"}, kAfter = {"One", "Two, edited", "Three"};

enum class Fails { kOnce, kFromThenOn };

// A run of the dataset of which `start` is a copy, that fails at operation n; then one that does not. How many
// operations the first one took.
std::size_t fail_and_go_on(const TemporaryFolder& start, bool is_first, std::size_t n, Fails how) {
  CAPTURE(is_first, n, how == Fails::kOnce);
  const TemporaryFolder folder;
  fs::copy(start.path(), folder.path(), fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  base::FakeClock clock;
  clock.pass(86'400'000);
  tests::FailingDisk disk;
  how == Fails::kOnce ? disk.fail_at(n) : disk.fail_from(n);
  const auto report = run(folder, disk, clock, site(kAfter));
  const std::size_t operations = disk.operations();
  // The version before, or the next one; of a dataset that had none, none or the first.
  const Titles seen = titles(folder);
  CHECK((seen == (is_first ? Titles{} : kBefore) || seen == kAfter));
  if (!is_first || !seen.empty()) CHECK(faults(folder) == std::set<std::string>{});
  if (report) CHECK(seen == kAfter);

  clock.pass(60'000);
  const auto again = run(folder, base::system_disk(), clock, site(kAfter));
  if (!again) FAIL_CHECK(again.error().message + " " + again.error().place.file);
  CHECK(titles(folder) == kAfter);
  CHECK(faults(folder) == std::set<std::string>{});
  CHECK(leftovers(folder) == std::set<std::string>{});
  if (again) CHECK(again->stale == 0);
  return operations;
}

void fail_everywhere(const TemporaryFolder& start, bool is_first) {
  const std::size_t operations = fail_and_go_on(start, is_first, SIZE_MAX / 2, Fails::kOnce);
  CHECK(operations > 50);
  for (std::size_t n = 1; n <= operations; ++n) {
    fail_and_go_on(start, is_first, n, Fails::kOnce);
    fail_and_go_on(start, is_first, n, Fails::kFromThenOn);
  }
}

TEST_CASE("a disk that fails at any operation of a refresh leaves the version before or the next one") {
  const TemporaryFolder start;
  write_dataset(start);
  base::FakeClock clock;
  REQUIRE(run(start, base::system_disk(), clock, site(kBefore)));
  REQUIRE(titles(start) == kBefore);
  fail_everywhere(start, false);
}

TEST_CASE("a disk that fails at any operation of the first refresh leaves nothing or the first version") {
  const TemporaryFolder start;
  write_dataset(start);
  fail_everywhere(start, true);
}

}  // namespace
}  // namespace thresh::dataset
