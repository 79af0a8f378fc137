// thresh rules check FILE…: reads selector files and says what is wrong with them.
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "convert/fixture.h"
#include "rules/load.h"

namespace thresh::cli {
namespace {

class RulesCheck : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {{.names = "files",
             .value = "FILE…",
             .about = "selector files, or folders of them",
             .target = &paths_,
             .required = true}};
  }

  int run(Console& console) override {
    int code = kDone;
    for (const std::string& path : paths_) {
      const auto loaded = rules::load_path(console.disk(), path, base::Limits());
      const std::vector<base::Error> errors = loaded ? missing_tests(*loaded, console.disk()) : loaded.error();
      for (const base::Error& error : errors) console.error(error);
      if (!errors.empty()) {
        code = kBadRules;
        continue;
      }
      for (const rules::Rules& rules : *loaded) {
        console.note(rules.file + ": " + rules.id + (rules.variant.empty() ? "" : " (" + rules.variant + ")") +
                     ": sound");
      }
    }
    return code;
  }

 private:
  // Folders that a file names and that are not there, each once: the variants of a file share them.
  static std::vector<base::Error> missing_tests(const std::vector<rules::Rules>& all, base::Disk& disk) {
    std::vector<base::Error> errors;
    const std::string* file = nullptr;
    for (const rules::Rules& rules : all) {
      if (file != nullptr && *file == rules.file) continue;
      file = &rules.file;
      for (const rules::TestFolder& test : rules.tests) {
        if (disk.kind(convert::fixture_folder(rules, test)) == base::PathKind::kFolder) continue;
        errors.push_back({base::ErrorCode::kNotFound, "there is no such folder of a test case", test.place,
                          "a folder is named from where the selector file lies"});
      }
    }
    return errors;
  }

  std::vector<std::string> paths_;
};

}  // namespace

std::unique_ptr<Invocation> make_rules_check() { return std::make_unique<RulesCheck>(); }

}  // namespace thresh::cli
