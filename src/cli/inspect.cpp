// thresh inspect PAGE: what this page is.
#include "convert/inspect.h"

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/load_rules.h"
#include "emit/emit.h"
#include "source/source.h"

namespace thresh::cli {
namespace {

class Inspect : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {
        {.names = "inputs", .value = "PAGE…", .about = "files, folders, patterns, .gz; - is standard input", .target = &inputs_, .required = true},
        {.names = "-t,--to", .value = "FORMAT", .about = "yaml (as it is without this), json or jsonl", .target = &to_, .choices = {"yaml", "json", "jsonl"}},
        {.names = "-r,--rules", .value = "PATH", .about = "selector files instead of the shipped ones", .target = &rules_},
        {.names = "--url", .value = "URL", .about = "where the page was fetched from", .target = &url_},
    };
  }

  int run(Console& console) override {
    const auto set = load_rules(rules_, console);
    if (!set) return kBadRules;
    const auto names = source::expand(console.disk(), inputs_);
    if (!names) {
      console.error(names.error());
      return exit_code(names.error().code);
    }
    const auto output = base::descriptor_output(1, "standard output");
    const auto emitter = emit::find_format(to_)->make(*output, {.many = names->size() > 1});
    int code = kDone;
    for (const std::string& name : *names) {
      const auto inspected = inspect_one(name, *set, console);
      if (!inspected) {
        code = kBadInput;
      } else if (auto written = emitter->write(*inspected); !written) {
        return exit_code(written.error().code);
      }
    }
    auto written = emitter->finish();
    if (written) written = output->commit();
    return written ? code : exit_code(written.error().code);
  }

 private:
  std::optional<record::Map> inspect_one(const std::string& name, const RuleSet& set, Console& console) const {
    const base::Limits limits;
    const auto raw = source::read(console.disk(), name, limits);
    if (!raw) return console.page_error(name, raw.error()), std::nullopt;
    convert::Input input;
    input.name = raw->name;
    input.bytes = raw->bytes;
    input.url = url_.empty() ? raw->url : url_;
    input.cut = raw->cut;
    const auto page = convert::Page::open(input, limits);
    if (!page) return console.page_error(name, page.error()), std::nullopt;
    return convert::inspect(**page, set.rules);
  }

  std::vector<std::string> inputs_, rules_;
  std::string to_ = "yaml", url_;
};

}  // namespace

std::unique_ptr<Invocation> make_inspect() { return std::make_unique<Inspect>(); }

}  // namespace thresh::cli
