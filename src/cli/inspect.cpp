// thresh inspect PAGE: what this page is.
//
// Tested by tests/cli/inspect.test.
#include "convert/inspect.h"

#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "cli/load_rules.h"
#include "cli/shared_flags.h"
#include "emit/emit.h"
#include "structured/report.h"

namespace thresh::cli {
namespace {

class Inspect : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return with_input_flags(
        {
            {.names = "inputs",
             .value = "PAGE…",
             .about = "files, folders, patterns, .gz; - is standard input",
             .target = &inputs_,
             .required = true},
            {.names = "-t,--to",
             .value = "FORMAT",
             .about = "yaml (what it is without this), json (the same with --structured) or jsonl",
             .target = &to_,
             .choices = {"yaml", "json", "jsonl"}},
            {.names = "--structured",
             .value = {},
             .about = "what its markup says instead: JSON-LD, microdata, Open Graph …",
             .target = &structured_},
            rules_flag(rules_),
            url_flag(url_),
        },
        input_);
  }

  int run(Console& console) override {
    const auto set = load_rules(rules_, console);
    if (!set) return kBadRules;
    if (!Inputs::check_url(url_, console)) return kUsage;
    Inputs inputs(inputs_, url_, console, {}, input_.options());
    if (to_.empty()) to_ = structured_ ? "json" : "yaml";
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    const auto emitter = emit::find_format(to_)->make(*output, {.many = inputs.many()});
    auto written = write_all(inputs, set->rules, *emitter);
    if (written) written = emitter->finish();
    if (written) written = output->commit();
    if (!written) return report_written(written);
    return inputs.exit_code();
  }

 private:
  // The page's markup under its name, with what was wrong with it.
  static record::Map structured_data(convert::Page& page) {
    record::Map out;
    out.add("name", page.input().name);
    out.add("url", page.url().empty() ? record::Value() : record::Value(page.url()));
    std::vector<base::Finding> findings;
    record::Map report = structured::report(page.view(), findings);
    for (auto& [key, value] : report.entries()) out.add(key, std::move(value));
    record::List warnings;
    for (const base::Finding& finding : findings) {
      record::Map warning;
      warning.add("code", base::name(finding.code));
      warning.add("message", finding.message);
      warnings.emplace_back(std::move(warning));
    }
    out.add("warnings", std::move(warnings));
    return out;
  }

  base::Result<void> write_all(Inputs& inputs, const std::vector<rules::Rules>& rules, emit::Emitter& emitter) {
    const base::Limits limits;
    while (const auto input = inputs.next()) {
      const auto page = convert::Page::open(*input, limits);
      if (!page) {
        inputs.fail(std::string(input->name), page.error());
        continue;
      }
      if (auto written = emitter.write(structured_ ? structured_data(**page) : convert::inspect(**page, rules));
          !written)
        return written;
    }
    return {};
  }

  std::vector<std::string> inputs_, rules_;
  std::string to_, url_;
  bool structured_ = false;
  InputFlags input_;
};

}  // namespace

std::unique_ptr<Invocation> make_inspect() { return std::make_unique<Inspect>(); }

}  // namespace thresh::cli
