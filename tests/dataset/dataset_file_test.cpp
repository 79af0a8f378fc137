// Dataset files: what right ones mean, that each wrong one of tests/dataset/errors/ gives its errors, and that files
// which mean harm are refused at once.
#include "dataset/dataset_file.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/faulty_disk.h"
#include "dataset/bombs.h"
#include "rules/files.h"

namespace thresh::dataset {
namespace {

using tests::repository_file;

constexpr std::string_view kLeast = "dataset: d\nsources: [{urls: [https://a.example/]}]\noutput: {folder: data}\n";

DatasetFile loaded(const std::string& yaml, std::string_view file = "sets/d.yaml") {
  auto dataset = load_dataset(yaml, file, {});
  if (!dataset) FAIL(base::describe(dataset.error().front()));
  return *dataset;
}

TEST_CASE("Every key of a file means something") {
  const DatasetFile dataset = loaded(repository_file("tests/dataset/whole.yaml"));
  CHECK(dataset.name == "clinic-questions");
  REQUIRE(dataset.sources.size() == 7);
  CHECK(dataset.sources[0].urls.size() == 2);
  CHECK(dataset.sources[1].urls.front() == "https://clinic.example/q/3");
  CHECK(dataset.sources[2].kind == Source::Kind::kUrlList);
  CHECK(dataset.sources[2].limit == 500);
  CHECK(dataset.sources[3].include.size() == 2);
  CHECK(dataset.sources[3].exclude == std::vector<std::string>{"*/q/print/*"});
  CHECK(dataset.sources[3].rules.front().text == "rules/questions.yaml");
  CHECK(dataset.sources[5].paths.size() == 2);
  CHECK(dataset.sources[6].kind == Source::Kind::kWarc);
  CHECK(dataset.rules.size() == 2);
  CHECK(dataset.fetch.delay == 2 * kSecond);
  CHECK(dataset.fetch.timeout == 90 * kSecond);
  CHECK(dataset.fetch.max_bytes == std::uint64_t{10} << 20);
  CHECK(dataset.fetch.proxy.text == "http://proxy.example:3128");
  REQUIRE(dataset.fetch.headers.size() == 2);
  CHECK(dataset.fetch.headers[1].value.variable == "CLINIC_TOKEN");
  REQUIRE(dataset.schedule);
  CHECK(dataset.schedule->zone.name() == "Europe/Berlin");
  CHECK(dataset.schedule->jitter == 10 * kMinute);
  CHECK(dataset.guard.max_fill_drop == 12.5);
  CHECK(dataset.guard.max_type_failures == 10.0);  // as max_drop says
  CHECK(dataset.guard.min_records == 100);
  CHECK(dataset.hooks.on_held.size() == 2);
  CHECK(dataset.hooks.on_held[0].secret.variable == "HOOK_SECRET");
  CHECK(dataset.hooks.on_failure[0].secret_file == "secret.txt");
  CHECK(dataset.refresh.max_interval == 60 * kDay);
  CHECK(dataset.output.formats == std::vector<std::string>{"jsonl", "yaml"});
  CHECK(dataset.output.ledger);
}

TEST_CASE("Three keys are enough") {
  const DatasetFile dataset = loaded(std::string(kLeast));
  CHECK(dataset.keep == 30);
  CHECK(dataset.guard.max_drop == 20);
  CHECK(dataset.fetch.robots);
  CHECK(!dataset.fetch.allow_private);
  CHECK(!dataset.schedule);
  CHECK(dataset.output.formats == std::vector<std::string>{"jsonl"});
}

TEST_CASE("Paths are named from where the file lies") {
  const DatasetFile dataset = loaded(std::string(kLeast), "my [sets]/d.yaml");
  CHECK(dataset.resolved("data") == "my [sets]/data");
  CHECK(dataset.resolved("/srv/data") == "/srv/data");
  CHECK(dataset.resolved_pattern("pages/*.html") == "my \\[sets]/pages/*.html");
  CHECK(dataset.resolved_pattern("pages/a.html") == "my [sets]/pages/a.html");
  CHECK(loaded(std::string(kLeast), "d.yaml").resolved("data") == "data");
}

TEST_CASE("Rules and lists of addresses have to be there, with their place if not") {
  tests::MemoryDisk disk;
  disk.files["sets/d.yaml"] = std::string(kLeast) + "rules: [there.yaml, gone.yaml]\n";
  disk.files["sets/there.yaml"] = "x";
  const auto dataset = load_dataset_file(disk, "sets/d.yaml", {});
  REQUIRE(!dataset);
  REQUIRE(dataset.error().size() == 1);
  CHECK(dataset.error()[0].place.line == 4);
  CHECK(dataset.error()[0].place.column == 21);
  disk.files["sets/gone.yaml"] = "x";
  CHECK(load_dataset_file(disk, "sets/d.yaml", {}));
  CHECK(load_dataset_file(disk, "sets/none.yaml", {}).error()[0].code == base::ErrorCode::kNotFound);
}

// What is expected of a wrong file stands in it: `# expect: LINE:COLUMN: message` and `# hint: …`, in order.
// THRESH_UPDATE=1 in the environment writes them anew; look at the difference.
std::string expectations(const std::string& yaml) {
  std::string out;
  const auto dataset = load_dataset(yaml, "test.yaml", {});
  if (dataset) return "# expect: nothing\n";
  for (const base::Error& error : dataset.error()) {
    CHECK(error.code == base::ErrorCode::kBadRules);
    out += "# expect: " + std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + ": " +
           error.message + "\n";
    if (!error.hint.empty()) out += "# hint: " + error.hint + "\n";
  }
  return out;
}

TEST_CASE("Each wrong file gives the errors that it expects") {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(THRESH_SOURCE_DIR) + "/tests/dataset/errors")) {
    const std::string path = "tests/dataset/errors/" + entry.path().filename().string();
    const std::string yaml = repository_file(path);
    std::string expected, rest;
    std::istringstream lines(yaml);
    for (std::string line; std::getline(lines, line);) {
      const bool is_expectation = line.starts_with("# expect: ") || line.starts_with("# hint: ");
      (is_expectation ? expected : rest) += line + "\n";
    }
    INFO(path);
    // The expectations stand at the end, so that they move no line.
    if (std::getenv("THRESH_UPDATE") != nullptr)
      std::ofstream(entry.path(), std::ios::binary) << rest << expectations(rest);
    CHECK(expectations(yaml) == expected);
    ++files;
  }
  CHECK(files >= 25);
}

// That it is fast, ./dev bench bombs measures: what the clock of a busy machine says is no test.
TEST_CASE("A bomb is refused, with its place") {
  for (const auto& [name, yaml] : tests::dataset_bombs()) {
    INFO(name);
    const auto dataset = load_dataset(yaml, "bomb.yaml", {});
    if (name == "a long cron") continue;
    REQUIRE(!dataset);
    CHECK(dataset.error().front().place.line > 0);
    CHECK(dataset.error().front().message.size() < 1000);
  }
  const auto large = load_dataset(std::string(300 << 10, 'x'), "large.yaml", {});
  REQUIRE(!large);
  CHECK(large.error().front().code == base::ErrorCode::kTooLarge);
}

TEST_CASE("What is written out reads back as the same") {
  for (const std::string& yaml : {repository_file("tests/dataset/whole.yaml"), std::string(kLeast)}) {
    const std::string once = to_yaml(loaded(yaml));
    CHECK(to_yaml(loaded(once)) == once);
  }
  CHECK(to_yaml(loaded(std::string(kLeast))).find("max_drop: 20%") != std::string::npos);
}

// Edits as an unlucky author would make them.
std::string mutated(std::string yaml) {
  const auto edits = *rc::gen::inRange(1, 6);
  for (int i = 0; i < edits && !yaml.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, yaml.size());
    const auto length = std::min<std::size_t>(*rc::gen::inRange<std::size_t>(0, 30), yaml.size() - at);
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        yaml.erase(at, length);
        break;
      case 1:
        yaml.insert(at, yaml.substr(*rc::gen::inRange<std::size_t>(0, yaml.size()), length));
        break;
      default:
        yaml[at] = *rc::gen::elementOf(std::string("{}[]:,#&*!|>'\"%@`-?.$ \n\tx0\x01\xFF"));
    }
  }
  return yaml;
}

TEST_CASE("A damaged file is a dataset or errors with a place, never a crash") {
  const std::string whole = repository_file("tests/dataset/whole.yaml");
  REQUIRE(rc::check([&whole] {
    const auto dataset = load_dataset(mutated(whole), "mutated.yaml", {});
    if (dataset) {
      const auto again = load_dataset(to_yaml(*dataset), "again.yaml", {});
      RC_ASSERT(again.has_value());
      RC_ASSERT(to_yaml(*again) == to_yaml(*dataset));
    } else {
      RC_ASSERT(!dataset.error().empty());
      for (const base::Error& error : dataset.error()) RC_ASSERT(error.place.line > 0u);
    }
  }));
}

}  // namespace
}  // namespace thresh::dataset
