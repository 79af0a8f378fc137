// thresh rules draft PAGE…: a selector file that gives what the pages give without one.
//
// Tested by tests/cli/rules_draft.test.
#include <vector>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "cli/shared_flags.h"
#include "induction/draft_rules.h"

namespace thresh::cli {
namespace {

class RulesDraft : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return with_input_flags(
        {{.names = "pages",
          .value = "PAGE…",
          .about = "pages of one site and one form, or archives of them; more pages make a better file",
          .target = &paths_,
          .required = true},
         url_flag(url_)},
        input_);
  }

  int run(Console& console) override {
    std::vector<source::RawPage> pages;
    if (!Inputs::check_url(url_, console)) return kUsage;
    Inputs inputs(paths_, url_, console, {}, input_.options());
    for (source::RawPage page; inputs.next(page); page = {}) {
      if (pages.size() == kMostPages) {
        console.warn("more than " + std::to_string(kMostPages) + " pages: the first of them are used");
        break;
      }
      pages.push_back(std::move(page));
    }
    if (inputs.failed() > 0) return inputs.exit_code();
    std::vector<convert::Input> views;
    for (const source::RawPage& page : pages) views.push_back(convert::input_of(page));
    if (views.empty()) return kBadInput;
    const auto draft = induction::draft_rules(views, {});
    if (!draft) {
      const std::string& page = draft.error().place.file;
      page.empty() ? console.error(draft.error()) : console.page_error(page, draft.error());
      return exit_code(draft.error().code);
    }
    for (const induction::Difference& one : draft->differences) console.warn(one.page + ": " + one.what);
    const int printed = print(draft->yaml);
    if (printed != kDone) return printed;
    return draft->differences.empty() ? kDone : kFindings;
  }

 private:
  static constexpr std::size_t kMostPages = 100;

  std::vector<std::string> paths_;
  std::string url_;
  InputFlags input_;
};

}  // namespace

std::unique_ptr<Invocation> make_rules_draft() { return std::make_unique<RulesDraft>(); }

}  // namespace thresh::cli
