// thresh rules show: the shipped selector files by name, or files in their normal form.
#include <algorithm>
#include <span>

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
      if (resolved_) break;
      out += rules.file + ": " + rules.id + (rules.variant.empty() ? "" : " (" + rules.variant + ")") + '\n';
    }
    return print(resolved_ ? resolved(set->rules) : out);
  }

 private:
  // A YAML document a file; the variants of a file follow each other.
  static std::string resolved(std::span<const rules::Rules> all) {
    std::string out;
    while (!all.empty()) {
      const auto is_other = [&](const rules::Rules& rules) { return rules.file != all.front().file; };
      const auto end = std::ranges::find_if(all, is_other);
      const auto count = static_cast<std::size_t>(end - all.begin());
      out += (out.empty() ? "" : "---\n") + rules::resolved(all.first(count));
      all = all.subspan(count);
    }
    return out;
  }

  std::vector<std::string> paths_;
  bool resolved_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_rules_show() { return std::make_unique<RulesShow>(); }

}  // namespace thresh::cli
