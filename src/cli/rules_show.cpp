// thresh rules show: the shipped selector files by name, or a file in its normal form.
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/load_rules.h"
#include "rules/load.h"

namespace thresh::cli {
namespace {

class RulesShow : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {
        {.names = "files",
         .value = "FILE…",
         .about = "selector files, or folders of them; without any, the shipped ones",
         .target = &paths_},
        {.names = "--resolved", .value = "", .about = "with every short form written out", .target = &resolved_},
    };
  }

  int run(Console& console) override {
    const auto set = load_rules(paths_, console);
    if (!set) return kBadRules;
    std::string out;
    for (const rules::Rules& rules : set->rules) {
      if (resolved_) {
        out += (out.empty() ? "" : "---\n") + rules::resolved(rules);
      } else {
        out += rules.file + ": " + rules.id + (rules.variant.empty() ? "" : " (" + rules.variant + ")") + '\n';
      }
    }
    return print(out);
  }

 private:
  std::vector<std::string> paths_;
  bool resolved_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_rules_show() { return std::make_unique<RulesShow>(); }

}  // namespace thresh::cli
