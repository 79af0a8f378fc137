// thresh rules check FILE…: reads selector files and says what is wrong with them.
#include "cli/commands.h"
#include "cli/exit_code.h"
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
      if (loaded) {
        for (const rules::Rules& rules : *loaded) {
          console.note(rules.file + ": " + rules.id + (rules.variant.empty() ? "" : " (" + rules.variant + ")") +
                       ": sound");
        }
        continue;
      }
      for (const base::Error& error : loaded.error()) console.error(error);
      code = kBadRules;
    }
    return code;
  }

 private:
  std::vector<std::string> paths_;
};

}  // namespace

std::unique_ptr<Invocation> make_rules_check() { return std::make_unique<RulesCheck>(); }

}  // namespace thresh::cli
