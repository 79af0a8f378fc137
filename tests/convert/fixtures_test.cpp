// Every case of fixtures/: its page, converted by the shipped rules, gives the record that is expected.
//
// `./dev test --update` (THRESH_UPDATE=1) writes expected.yaml where it differs; read the diff before you commit it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <vector>

#include "base/disk.h"
#include "convert/fixture.h"
#include "emit/emit.h"
#include "rules/load.h"

using namespace thresh;

namespace {

const std::string kRoot = std::string(THRESH_SOURCE_DIR) + "/fixtures";

// The folders under fixtures/ that hold a page, and those next to them whose selector file they are tested with.
std::vector<std::string> case_folders() {
  std::vector<std::string> cases;
  auto& disk = base::system_disk();
  const auto sites = disk.list(kRoot);
  REQUIRE(sites);
  for (const auto& site : *sites) {
    if (site.kind != base::PathKind::kFolder) continue;
    const auto folders = disk.list(kRoot + '/' + site.name);
    REQUIRE(folders);
    for (const auto& folder : *folders) {
      if (folder.kind == base::PathKind::kFolder) cases.push_back(kRoot + '/' + site.name + '/' + folder.name);
    }
  }
  return cases;
}

// The rules of a case: its own rules.yaml where it has one, else the shipped ones.
std::vector<rules::Rules> rules_of(const std::string& folder, bool& own) {
  const std::string path = folder + "/rules.yaml";
  own = base::system_disk().kind(path) == base::PathKind::kFile;
  auto loaded = own ? rules::load_path(base::system_disk(), path, {}) : rules::load_shipped({});
  if (!loaded) FAIL(base::describe(loaded.error().front()));
  return std::move(*loaded);
}

void write_expected(const std::string& folder, const record::Map& record) {
  auto output = base::system_disk().create(folder + "/expected.yaml");
  REQUIRE(output);
  const auto emitter = emit::find_format("yaml")->make(**output, {});
  REQUIRE(emitter->write(record));
  REQUIRE(emitter->finish());
  REQUIRE((*output)->commit());
}

}  // namespace

TEST_CASE("fixtures: every case gives the record that is expected") {
  const bool update = std::getenv("THRESH_UPDATE") != nullptr;
  const auto cases = case_folders();
  REQUIRE(cases.size() >= 40);
  for (const std::string& folder : cases) {
    INFO(folder);
    convert::Options options;
    bool own = false;
    const auto rules = rules_of(folder, own);
    options.rules = rules;
    options.use_first = own;
    const auto result = convert::run_fixture(base::system_disk(), folder, options);
    if (!result) FAIL_CHECK(base::describe(result.error()));
    if (!result) continue;
    if (update && result->can_be_updated()) {
      write_expected(folder, result->record);
      continue;
    }
    for (const std::string& difference : result->differences) FAIL_CHECK(difference);
  }
}
