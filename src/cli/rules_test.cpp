// thresh rules test: runs the cases that selector files name in `tests`.
#include <set>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/load_rules.h"
#include "convert/fixture.h"
#include "emit/emit.h"

namespace thresh::cli {
namespace {

class RulesTest : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {
        {.names = "files",
         .value = "FILE…",
         .about = "selector files, or folders of them",
         .target = &paths_,
         .required = true},
        {.names = "--update",
         .value = "",
         .about = "write what comes out as expected.yaml where it differs",
         .target = &update_},
    };
  }

  int run(Console& console) override {
    const auto set = load_rules(paths_, console);
    if (!set) return kBadRules;
    std::set<std::string> seen;
    for (const rules::Rules& rules : set->rules) {
      for (const rules::TestFolder& test : rules.tests) {
        const std::string folder = convert::fixture_folder(rules, test);
        if (seen.insert(folder).second) run_case(folder, *set, console);
      }
    }
    console.note(std::to_string(passed_) + " passed, " + std::to_string(failed_) + " failed");
    if (seen.empty()) console.warn("these files name no tests");
    return failed_ > 0 ? kFindings : kDone;
  }

 private:
  void run_case(const std::string& folder, const rules::RuleSet& set, Console& console) {
    const convert::Options options = convert::options_of(set);
    const auto result = convert::run_fixture(console.disk(), folder, options);
    if (!result) {
      ++failed_;
      return console.error(result.error());
    }
    if (result->passed()) {
      ++passed_;
      return;
    }
    if (update_ && result->can_be_updated() && write_expected(folder, result->record, console)) {
      ++passed_;
      return;
    }
    ++failed_;
    // Errors, so that --quiet leaves them.
    for (const std::string& difference : result->differences) {
      console.error({base::ErrorCode::kBadRules, difference, {folder, 0, 0, 1, {}}});
    }
  }

  static bool write_expected(const std::string& folder, const record::Map& record, Console& console) {
    auto output = console.disk().create(folder + "/expected.yaml");
    if (!output) return console.error(output.error()), false;
    const auto emitter = emit::find_format("yaml")->make(**output, {});
    auto written = emitter->write(record);
    if (written) written = emitter->finish();
    if (written) written = (*output)->commit();
    if (!written) return console.error(written.error()), false;
    console.note(folder + ": expected.yaml written");
    return true;
  }

  std::vector<std::string> paths_;
  bool update_ = false;
  std::size_t passed_ = 0, failed_ = 0;
};

}  // namespace

std::unique_ptr<Invocation> make_rules_test() { return std::make_unique<RulesTest>(); }

}  // namespace thresh::cli
